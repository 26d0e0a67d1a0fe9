package io.canopydb.driver.session;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.command.ShowCommand;
import io.canopydb.metadata.model.Engine;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is told of a statement's columns before it is run. Used by one thread. */
final class Foretold {
  private final SessionState session;
  private final StatementLine line;
  private final PlannedStatements planned;

  Foretold(SessionState session, StatementLine line, PlannedStatements planned) {
    this.session = session;
    this.line = line;
    this.planned = planned;
  }

  /** Its columns; null where it gives none, or only running it would tell. */
  @Nullable ResultSetMetaData columns(ReadStatement statement) throws SQLException {
    StatementShape shape = statement.shape();
    StatementKind kind = shape.kind();
    if (shape.shape() != null || session.cluster().engine() == Engine.MYSQL) {
      return planned.describe(shape);
    }
    if (kind instanceof StatementKind.Cluster cluster && cluster.command() instanceof ShowCommand) {
      return asked(statement);
    }
    if (kind instanceof StatementKind.Execute execute) {
      ReadStatement named =
          new SqlPrepared(session, line, new OwnQueries(session, line))
              .statement(shape.tokens(), execute);
      return columns(named);
    }
    boolean ofOneLeaf =
        kind instanceof StatementKind.Show
            || kind instanceof StatementKind.Explain
            || kind instanceof StatementKind.Cursor
            || kind instanceof StatementKind.Call;
    return ofOneLeaf ? prepared(shape.sql()) : null;
  }

  /** A question that changes nothing is asked, and its rows are let go of. */
  private @Nullable ResultSetMetaData asked(ReadStatement statement) throws SQLException {
    if (line.execute(statement, new Parameter[0], ExecuteOptions.DEFAULT)
        instanceof Outcome.Rows rows) {
      rows.cursor().close();
      return rows.columns().metaData();
    }
    return planned.describe(statement.shape());
  }

  private @Nullable ResultSetMetaData prepared(String sql) throws SQLException {
    return session.onShell(
        connection -> {
          try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            return prepared.getMetaData();
          }
        });
  }
}
