package io.canopydb.it.differential;

import io.canopydb.it.differential.Observation.ColumnSeen;
import io.canopydb.it.differential.Observation.Failed;
import io.canopydb.it.differential.Observation.Result.Table;
import io.canopydb.it.differential.Observation.Succeeded;
import io.canopydb.it.differential.ScriptStatement.Rows;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.Types;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain server and Canopy said to one statement.
 *
 * <p>MySQL gives some integers, such as those of EXTRACT, as INT or as BIGINT, whichever its
 * optimizer's way of the moment brings about: here the two are the same.
 */
public final class Answers {
  private static final Pattern INT = Pattern.compile(":Integer(?=$| \\| )");

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

  private static Observation alike(Engine engine, Observation seen) {
    if (engine != Engine.MYSQL || !(seen instanceof Succeeded succeeded)) {
      return seen;
    }
    return new Succeeded(
        succeeded.results().stream()
            .map(result -> result instanceof Table table ? alike(table) : result)
            .toList(),
        succeeded.keys());
  }

  private static Table alike(Table table) {
    return new Table(
        table.columns().stream().map(Answers::alike).toList(),
        table.rows().stream().map(row -> INT.matcher(row).replaceAll(":Long")).toList());
  }

  private static ColumnSeen alike(ColumnSeen column) {
    return column.typeName().equals("INT")
        ? new ColumnSeen(
            column.label(),
            column.name(),
            Types.BIGINT,
            "BIGINT",
            Long.class.getName(),
            column.table())
        : column;
  }

  /** Whether the plain server answered. */
  public boolean answered() {
    return plain instanceof Succeeded;
  }

  /** How the plain server failed; null where it answered. */
  public @Nullable String plainFailure() {
    return plain instanceof Failed ? plain.toString() : null;
  }

  /** How Canopy refused what the plain server answered; null where it did not. */
  public @Nullable String refusal() {
    return answered() && canopy instanceof Failed failed && Comparison.isRefusal(canopy)
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
      return Comparison.results(ordered ? Rows.ORDERED : Rows.MULTISET, expected, actual);
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
