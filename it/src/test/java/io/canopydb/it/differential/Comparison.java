package io.canopydb.it.differential;

import io.canopydb.it.differential.Finding.What;
import io.canopydb.it.differential.Observation.ColumnSeen;
import io.canopydb.it.differential.Observation.Failed;
import io.canopydb.it.differential.Observation.Result;
import io.canopydb.it.differential.Observation.Succeeded;
import io.canopydb.it.differential.ScriptStatement.Expectation;
import io.canopydb.it.differential.ScriptStatement.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with Canopy's answer, given the plain server's. */
final class Comparison {
  private static final Pattern CLASS = Pattern.compile(":\\w+(?=$| \\| )");

  private static final Pattern COPY = Pattern.compile("#sql-\\w+");

  private static final Pattern FAILING_ROW = Pattern.compile("\\s+Detail: Failing row contains .*");

  private Comparison() {}

  /** What differs, in a few lines; null when all is as it should be. */
  static @Nullable Finding difference(
      ScriptStatement statement, Observation plain, Observation canopy) {
    return switch (kind(statement.expectation())) {
      case FAILS -> failures((Expectation.Fails) statement.expectation(), plain, canopy);
      case MAY_BE_REFUSED ->
          isRefusal(canopy)
              ? needsSuccess("the plain server", plain)
              : results(statement, plain, canopy);
      default -> results(statement, plain, canopy);
    };
  }

  /** Likewise of a statement that one side alone runs. */
  static @Nullable Finding aloneDifference(ScriptStatement statement, Observation seen) {
    return switch (kind(statement.expectation())) {
      case FAILS ->
          seen instanceof Failed
              ? null
              : Finding.failure(What.ACCEPTED, "", "should fail, but gave\n" + show(seen));
      case REFUSED -> refusal((Expectation.Refused) statement.expectation(), seen);
      default -> needsSuccess(statement.side().name(), seen);
    };
  }

  static boolean isRefusal(Observation seen) {
    return seen instanceof Failed failed && failed.sqlState().equals("0AX00");
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

  private static @Nullable Finding needsSuccess(String side, Observation seen) {
    return seen instanceof Failed failed
        ? Finding.failure(what(failed), state(failed), side + " should succeed: " + seen)
        : null;
  }

  private static What what(Failed canopy) {
    return isRefusal(canopy) ? What.REFUSED : What.FAILS;
  }

  /** An error, by what programs tell it by. Its text may get better. */
  private static String state(Failed failed) {
    return failed.sqlState().equals("none") ? failed.exception() : failed.sqlState();
  }

  private static @Nullable Finding refusal(Expectation.Refused expected, Observation seen) {
    if (seen instanceof Failed failed
        && failed.sqlState().equals(expected.sqlState())
        && failed.message().contains(expected.construct())) {
      return null;
    }
    String text =
        "should be refused with "
            + expected.sqlState()
            + " '"
            + expected.construct()
            + "', but gave\n"
            + show(seen);
    return seen instanceof Failed failed
        ? Finding.failure(What.ERROR, state(failed), text)
        : Finding.failure(What.ACCEPTED, "", text);
  }

  private static @Nullable Finding failures(
      Expectation.Fails expected, Observation plain, Observation canopy) {
    if (!(plain instanceof Failed plainFailed)) {
      return Finding.failure(
          What.SCRIPT,
          "",
          "the script expects an error, but the plain server gave\n" + show(plain));
    }
    String state = expected.sqlState() == null ? plainFailed.sqlState() : expected.sqlState();
    String text = "plain:  " + plain + "\ncanopy: " + show(canopy);
    if (!(canopy instanceof Failed failed)) {
      return Finding.failure(What.ACCEPTED, "", text);
    }
    if (!failed.sqlState().equals(state)) {
      return Finding.failure(What.ERROR, state(plainFailed) + "/" + state(failed), text);
    }
    boolean sameWords =
        failed.own()
            || (failed.code() == plainFailed.code() && words(failed).equals(words(plainFailed)));
    return sameWords
        ? null
        : Finding.of(
            What.WORDS,
            "plain:  %d %s%ncanopy: %d %s"
                .formatted(
                    plainFailed.code(), plainFailed.message(), failed.code(), failed.message()),
            List.of(words(plainFailed)),
            List.of(words(failed)));
  }

  /** Without what is chance: which of several rows fails, and the names of MySQL's copies. */
  private static String words(Failed failed) {
    return COPY.matcher(FAILING_ROW.matcher(failed.message()).replaceAll("")).replaceAll("#sql");
  }

  private static @Nullable Finding results(
      ScriptStatement statement, Observation plain, Observation canopy) {
    if (!(plain instanceof Succeeded expected)) {
      return Finding.failure(
          What.SCRIPT, "", "the script is wrong: the plain server says " + plain);
    }
    if (!(canopy instanceof Succeeded actual)) {
      Failed failed = (Failed) canopy;
      return Finding.failure(
          what(failed), state(failed), "plain:  " + show(plain) + "\ncanopy: " + canopy);
    }
    return results(statement.rows(), expected, actual);
  }

  /** What differs between two results. */
  static @Nullable Finding results(Rows rows, Succeeded expected, Succeeded actual) {
    if (rows == Rows.NONE) {
      return null;
    }
    if (expected.results().size() != actual.results().size()) {
      return Finding.of(
          What.RESULTS,
          "plain:  " + show(expected) + "\ncanopy: " + show(actual),
          expected.results(),
          actual.results());
    }
    for (int i = 0; i < expected.results().size(); i++) {
      Finding difference = result(rows, expected.results().get(i), actual.results().get(i));
      if (difference != null) {
        return difference;
      }
    }
    return keys(expected.keys(), actual.keys());
  }

  private static @Nullable Finding keys(List<Result.Table> plain, List<Result.Table> canopy) {
    if (plain.size() != canopy.size()) {
      return Finding.of(
          What.KEYS, "generated keys: plain " + plain + ", canopy " + canopy, plain, canopy);
    }
    for (int i = 0; i < plain.size(); i++) {
      Finding difference = result(Rows.COUNT, plain.get(i), canopy.get(i));
      if (difference != null) {
        return Finding.of(
            What.KEYS, "generated keys: " + difference.text(), List.of(), List.of(difference));
      }
      if (canopy.get(i).rows().stream().distinct().count() != canopy.get(i).rows().size()) {
        return Finding.of(
            What.KEYS,
            "generated keys are not distinct: " + canopy.get(i).rows(),
            List.of(),
            canopy.get(i).rows());
      }
    }
    return null;
  }

  private static @Nullable Finding result(Rows rows, Result plain, Result canopy) {
    if (plain instanceof Result.Table expected && canopy instanceof Result.Table actual) {
      Finding columns = columns(rows, expected, actual);
      if (columns != null) {
        return columns;
      }
      return rows == Rows.COUNT
          ? counts(expected, actual)
          : rows(expected.rows(), actual.rows(), rows == Rows.ORDERED);
    }
    return Objects.equals(plain, canopy)
        ? null
        : Finding.of(
            plain instanceof Result.Count && canopy instanceof Result.Count
                ? What.COUNT
                : What.RESULTS,
            "plain:  " + show(plain) + "\ncanopy: " + show(canopy),
            List.of(plain),
            List.of(canopy));
  }

  private static @Nullable Finding rows(List<String> plain, List<String> canopy, boolean ordered) {
    String values = RowDifference.between(plain, canopy, false);
    if (values != null) {
      return Finding.of(
          What.ROWS, values, plain.stream().sorted().toList(), canopy.stream().sorted().toList());
    }
    String order = ordered ? RowDifference.between(plain, canopy, true) : null;
    return order == null ? null : Finding.of(What.ORDER, order, plain, canopy);
  }

  private static @Nullable Finding counts(Result.Table plain, Result.Table canopy) {
    return plain.rows().size() == canopy.rows().size()
        ? null
        : Finding.of(
            What.ROWS,
            "plain gave %d rows, canopy %d".formatted(plain.rows().size(), canopy.rows().size()),
            List.of(plain.rows().size()),
            List.of(canopy.rows().size()));
  }

  private static @Nullable Finding columns(Rows rows, Result.Table plain, Result.Table canopy) {
    List<String> lines = new ArrayList<>();
    boolean sameTypes = plain.columns().size() == canopy.columns().size();
    if (!sameTypes) {
      lines.add("plain:  columns " + plain.columns());
      lines.add("canopy: columns " + canopy.columns());
    } else {
      for (int i = 0; i < plain.columns().size(); i++) {
        if (!plain.columns().get(i).allows(canopy.columns().get(i))) {
          sameTypes &= plain.columns().get(i).sameType(canopy.columns().get(i));
          lines.add("plain:  " + plain.columns().get(i));
          lines.add("canopy: " + canopy.columns().get(i));
        }
      }
    }
    if (lines.isEmpty()) {
      return null;
    }
    Finding values =
        rows == Rows.COUNT
            ? counts(plain, canopy)
            : rows(values(plain), values(canopy), rows == Rows.ORDERED);
    lines.add(values == null ? "(the values are equal)" : values.text());
    return Finding.of(
        values != null ? values.what() : sameTypes ? What.LABEL : What.TYPE,
        String.join("\n", lines),
        List.of(described(plain), values == null ? "" : values.print()),
        List.of(described(canopy)));
  }

  /** Without the tables, which name the script's database. */
  private static List<ColumnSeen> described(Result.Table table) {
    return table.columns().stream()
        .map(c -> new ColumnSeen(c.label(), c.name(), c.type(), c.typeName(), c.className(), ""))
        .toList();
  }

  /** Its rows without the classes of their values. */
  private static List<String> values(Result.Table table) {
    return table.rows().stream().map(row -> CLASS.matcher(row).replaceAll("")).toList();
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
