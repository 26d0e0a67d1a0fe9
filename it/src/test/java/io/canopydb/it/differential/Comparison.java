package io.canopydb.it.differential;

import io.canopydb.it.differential.Observation.Failed;
import io.canopydb.it.differential.Observation.Result;
import io.canopydb.it.differential.Observation.Succeeded;
import io.canopydb.it.differential.ScriptStatement.Expectation;
import io.canopydb.it.differential.ScriptStatement.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with Canopy's answer, given the plain server's. */
final class Comparison {

  private Comparison() {}

  /** What differs, in a few lines; null when all is as it should be. */
  static @Nullable String difference(
      ScriptStatement statement, Observation plain, Observation canopy) {
    return switch (kind(statement.expectation())) {
      case FAILS -> failures((Expectation.Fails) statement.expectation(), plain, canopy);
      case MAY_BE_REFUSED ->
          isRefusal(canopy) ? needsSuccess("plain", plain) : results(statement, plain, canopy);
      default -> results(statement, plain, canopy);
    };
  }

  /** Likewise of a statement that one side alone runs. */
  static @Nullable String aloneDifference(ScriptStatement statement, Observation seen) {
    return switch (kind(statement.expectation())) {
      case FAILS -> seen instanceof Failed ? null : "should fail, but gave\n" + show(seen);
      case REFUSED -> refusal((Expectation.Refused) statement.expectation(), seen);
      default -> needsSuccess(statement.side().name(), seen);
    };
  }

  static boolean isRefusal(Observation seen) {
    return seen instanceof Failed failed && failed.sqlState().equals("0A000");
  }

  private enum Kind {
    SUCCEEDS,
    FAILS,
    REFUSED,
    MAY_BE_REFUSED
  }

  private static Kind kind(Expectation expectation) {
    if (expectation instanceof Expectation.Fails) {
      return Kind.FAILS;
    }
    if (expectation instanceof Expectation.Refused) {
      return Kind.REFUSED;
    }
    return expectation instanceof Expectation.MayBeRefused ? Kind.MAY_BE_REFUSED : Kind.SUCCEEDS;
  }

  private static @Nullable String needsSuccess(String side, Observation seen) {
    return seen instanceof Failed ? side + " should succeed: " + seen : null;
  }

  private static @Nullable String refusal(Expectation.Refused expected, Observation seen) {
    if (seen instanceof Failed failed
        && failed.sqlState().equals(expected.sqlState())
        && failed.message().contains(expected.construct())) {
      return null;
    }
    return "should be refused with "
        + expected.sqlState()
        + " '"
        + expected.construct()
        + "', but gave\n"
        + show(seen);
  }

  private static @Nullable String failures(
      Expectation.Fails expected, Observation plain, Observation canopy) {
    if (!(plain instanceof Failed plainFailed)) {
      return "the script expects an error, but the plain server gave\n" + show(plain);
    }
    String state = expected.sqlState() == null ? plainFailed.sqlState() : expected.sqlState();
    if (canopy instanceof Failed failed && failed.sqlState().equals(state)) {
      return null;
    }
    return "plain:  " + plain + "\ncanopy: " + show(canopy);
  }

  private static @Nullable String results(
      ScriptStatement statement, Observation plain, Observation canopy) {
    if (!(plain instanceof Succeeded expected)) {
      return "the script is wrong: the plain server says " + plain;
    }
    if (!(canopy instanceof Succeeded actual)) {
      return "plain:  " + show(plain) + "\ncanopy: " + canopy;
    }
    return results(statement.rows(), expected, actual);
  }

  /** What differs between two results. */
  static @Nullable String results(Rows rows, Succeeded expected, Succeeded actual) {
    if (rows == Rows.NONE) {
      return null;
    }
    if (expected.results().size() != actual.results().size()) {
      return "plain:  " + show(expected) + "\ncanopy: " + show(actual);
    }
    for (int i = 0; i < expected.results().size(); i++) {
      String difference = result(rows, expected.results().get(i), actual.results().get(i));
      if (difference != null) {
        return difference;
      }
    }
    return keys(expected.keys(), actual.keys());
  }

  private static @Nullable String keys(List<Result.Table> plain, List<Result.Table> canopy) {
    if (plain.size() != canopy.size()) {
      return "generated keys: plain " + plain + ", canopy " + canopy;
    }
    for (int i = 0; i < plain.size(); i++) {
      String difference = result(Rows.COUNT, plain.get(i), canopy.get(i));
      if (difference != null) {
        return "generated keys: " + difference;
      }
      if (canopy.get(i).rows().stream().distinct().count() != canopy.get(i).rows().size()) {
        return "generated keys are not distinct: " + canopy.get(i).rows();
      }
    }
    return null;
  }

  private static @Nullable String result(Rows rows, Result plain, Result canopy) {
    if (plain instanceof Result.Table expected && canopy instanceof Result.Table actual) {
      String columns = columns(expected, actual);
      if (columns != null) {
        return columns;
      }
      return rows == Rows.COUNT
          ? counts(expected, actual)
          : RowDifference.between(expected.rows(), actual.rows(), rows == Rows.ORDERED);
    }
    return Objects.equals(plain, canopy)
        ? null
        : "plain:  " + show(plain) + "\ncanopy: " + show(canopy);
  }

  private static @Nullable String counts(Result.Table plain, Result.Table canopy) {
    return plain.rows().size() == canopy.rows().size()
        ? null
        : "plain gave %d rows, canopy %d".formatted(plain.rows().size(), canopy.rows().size());
  }

  private static @Nullable String columns(Result.Table plain, Result.Table canopy) {
    List<String> lines = new ArrayList<>();
    if (plain.columns().size() != canopy.columns().size()) {
      lines.add("plain:  columns " + plain.columns());
      lines.add("canopy: columns " + canopy.columns());
    } else {
      for (int i = 0; i < plain.columns().size(); i++) {
        if (!plain.columns().get(i).allows(canopy.columns().get(i))) {
          lines.add("plain:  " + plain.columns().get(i));
          lines.add("canopy: " + canopy.columns().get(i));
        }
      }
    }
    if (lines.isEmpty()) {
      return null;
    }
    String rows = RowDifference.between(plain.rows(), canopy.rows(), false);
    lines.add(rows == null ? "(the rows are equal)" : rows);
    return String.join("\n", lines);
  }

  static String show(Observation seen) {
    if (seen instanceof Succeeded succeeded) {
      return String.join(", ", succeeded.results().stream().map(Comparison::show).toList());
    }
    return seen.toString();
  }

  private static String show(Result result) {
    if (result instanceof Result.Table table) {
      return table.rows().size()
          + " rows "
          + table.rows().stream().limit(3).toList()
          + (table.rows().size() > 3 ? " .." : "");
    }
    return result.toString();
  }
}
