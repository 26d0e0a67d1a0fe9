package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.value.LeafValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Canopy itself asks in a user's session, where it leaves no trace. */
final class OwnQueries {
  private final SessionState session;
  private final Statements statements;

  OwnQueries(SessionState session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** The rows of a query. */
  List<List<@Nullable Object>> rows(
      String sql, boolean prepared, List<? extends @Nullable Parameter> parameters)
      throws SQLException {
    SessionFacts.Saved saved = session.facts().save();
    try {
      Session.Prepared query = session.prepare(sql, prepared);
      return read(
          statements.execute(query, parameters.toArray(new Parameter[0]), ExecuteOptions.DEFAULT));
    } finally {
      session.facts().restore(saved);
    }
  }

  /** The values of some expressions. */
  List<@Nullable Object> values(List<String> expressions) throws SQLException {
    return expressions.isEmpty()
        ? List.of()
        : rows("SELECT " + String.join(", ", expressions), false, List.of()).get(0);
  }

  /** The value of an expression as a literal, so that it is computed once and not on each leaf. */
  String literal(String expression, @Nullable Parameter... parameters) throws SQLException {
    boolean prepared = parameters.length > 0;
    return session
        .dialect()
        .literal(rows("SELECT " + expression, prepared, Arrays.asList(parameters)).get(0).get(0));
  }

  /** All rows of an outcome. */
  static List<List<@Nullable Object>> read(Outcome outcome) throws SQLException {
    if (!(outcome instanceof Outcome.Rows rows)) {
      throw CanopyError.INTERNAL.with("a query without rows");
    }
    List<List<@Nullable Object>> all = new ArrayList<>();
    try (RowCursor cursor = rows.cursor()) {
      while (cursor.next()) {
        @Nullable Object[] row = new Object[rows.columns().count()];
        for (int i = 0; i < row.length; i++) {
          row[i] = LeafValue.plain(cursor.row().visible(i));
        }
        all.add(Arrays.asList(row));
      }
    }
    return all;
  }
}
