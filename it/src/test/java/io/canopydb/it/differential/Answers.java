package io.canopydb.it.differential;

import io.canopydb.it.differential.Observation.ColumnSeen;
import io.canopydb.it.differential.Observation.Failed;
import io.canopydb.it.differential.Observation.Result.Table;
import io.canopydb.it.differential.Observation.Succeeded;
import io.canopydb.it.differential.ScriptStatement.Rows;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain server and Canopy said to one statement.
 *
 * <p>Whether MySQL keeps rows in a table of its own is its optimizer's choice of the moment, and
 * decides whether EXTRACT gives INT or BIGINT, MAX of a SMALLINT one or a BIGINT, and GROUP_CONCAT
 * TEXT or LONGTEXT, whether ROUND(1.50, 1) beside 1.50 in a CASE shows a 0 behind its 5, and which
 * of two labels a column has that is selected twice. So of MySQL's columns only values are
 * compared.
 */
public final class Answers {
  private static final Pattern CLASS = Pattern.compile(":\\w+(?=$| \\| )");
  private static final Pattern WHOLE = Pattern.compile("(\\d)\\.0(?=:Double)");
  private static final Pattern ZEROS =
      Pattern.compile("(\\d)(?:\\.0+|(\\.\\d*?[1-9])0+)(?=$| \\| )");

  private final Observation plain;
  private final Observation canopy;

  private Answers(Observation plain, Observation canopy) {
    this.plain = plain;
    this.canopy = canopy;
  }

  /**
   * Runs a statement on both.
   *
   * @param limitSeconds how long each may take
   */
  public static Answers to(
      String sql, Engine engine, Connection plain, Connection canopy, int limitSeconds) {
    return new Answers(
        alike(engine, new Observer(plain, engine, limitSeconds).run(sql, null, false)),
        alike(engine, new Observer(canopy, engine, limitSeconds).run(sql, null, false)));
  }

  /** Likewise by a PreparedStatement. */
  public static Answers toPrepared(
      String sql, Engine engine, Connection plain, Connection canopy, int limitSeconds) {
    return new Answers(
        alike(engine, new Observer(plain, engine, limitSeconds).run(sql, List.of(), false)),
        alike(engine, new Observer(canopy, engine, limitSeconds).run(sql, List.of(), false)));
  }

  private static Observation alike(Engine engine, Observation seen) {
    return seen instanceof Succeeded succeeded
        ? new Succeeded(
            succeeded.results().stream()
                .map(result -> result instanceof Table table ? alike(engine, table) : result)
                .toList(),
            succeeded.keys())
        : seen;
  }

  private static Table alike(Engine engine, Table table) {
    return switch (engine) {
      case MYSQL -> alike(table);
      case POSTGRESQL ->
          new Table(
              table.columns(),
              table.rows().stream().map(row -> WHOLE.matcher(row).replaceAll("$1")).toList());
    };
  }

  private static Table alike(Table table) {
    return new Table(
        table.columns().stream().map(Answers::alike).toList(),
        table.rows().stream()
            .map(row -> CLASS.matcher(row).replaceAll(""))
            .map(row -> ZEROS.matcher(row).replaceAll("$1$2"))
            .toList());
  }

  private static ColumnSeen alike(ColumnSeen column) {
    return new ColumnSeen("", "", 0, "", "", column.table());
  }

  /** Whether the plain server answered. */
  public boolean answered() {
    return plain instanceof Succeeded;
  }

  /** How many rows the plain server gave; 0 where it failed. */
  public int rows() {
    return plain instanceof Succeeded succeeded
        ? succeeded.results().stream()
            .mapToInt(result -> result instanceof Table table ? table.rows().size() : 0)
            .sum()
        : 0;
  }

  /** How the plain server failed; null where it answered. */
  public @Nullable String plainFailure() {
    return plain instanceof Failed ? plain.toString() : null;
  }

  /**
   * How Canopy refused what the plain server answered; null where it did not. A literal within a
   * common table that MySQL merges, and that Canopy keeps in a scratch table, is a column there:
   * its collation then counts as much as another column's, and MySQL refuses to compare the two.
   */
  public @Nullable String refusal() {
    return answered()
            && canopy instanceof Failed failed
            && (Comparison.isRefusal(canopy) || failed.message().startsWith("Illegal mix of colla"))
        ? failed.message()
        : null;
  }

  /**
   * What differs; null where both answer alike or both fail. A refusal is a difference too.
   *
   * @param ordered whether the order of rows counts
   */
  public @Nullable String difference(boolean ordered) {
    if (plain instanceof Succeeded expected && canopy instanceof Succeeded actual) {
      Finding finding =
          Comparison.results(ordered ? Rows.ORDERED : Rows.MULTISET, expected, actual);
      return finding == null ? null : finding.text();
    }
    boolean bothFail =
        plain instanceof Failed
            && canopy instanceof Failed failed
            && !failed.sqlState().equals("none");
    return bothFail
        ? null
        : "plain:  " + Comparison.show(plain) + "\ncanopy: " + Comparison.show(canopy);
  }
}
