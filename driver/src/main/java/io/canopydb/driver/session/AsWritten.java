package io.canopydb.driver.session;

import com.mysql.cj.PreparedQuery;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import io.canopydb.driver.dialect.PostgreSqlError;
import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells an error as the engine tells it of the text that the user wrote.
 *
 * <p>A leaf got another text, so its error has places and pieces of that one: {@code Position: 30},
 * {@code near 'FROM `shop_3`.`t`'}. What is wrong with a statement whatever its rows are, the shell
 * finds as well. So it is asked to prepare the user's own text, and where it says the same of that,
 * its words are told. Likewise where Canopy itself does not read or serve a text: if the engine
 * does not read it either, it is a mistake in the text and no limit of ours.
 */
final class AsWritten {
  /** PostgreSQL's. */
  private static final String SYNTAX_ERROR = "42601";

  private final Cluster cluster;
  private final SessionConnections connections;

  AsWritten(Cluster cluster, SessionConnections connections) {
    this.cluster = cluster;
    this.connections = connections;
  }

  /** What the user gets for an error of a statement. */
  SQLException told(
      SQLException error, StatementShape statement, @Nullable Parameter[] parameters) {
    boolean planned = statement.shape() != null;
    if (CanopyError.UNSUPPORTED.is(error) || CanopyError.UNPARSABLE.is(error)) {
      return planned || statement.kind() instanceof StatementKind.Other
          ? mistakeOr(error, statement.sql(), statement.tokens(), parameters)
          : error;
    }
    boolean ddl = statement.kind() instanceof StatementKind.Ddl;
    if (CanopyError.of(error).isPresent()
        || !(planned || ddl || statement.kind() instanceof StatementKind.Explain)) {
      return error;
    }
    PostgreSqlError said = PostgreSqlError.of(error);
    boolean ofText = said == null ? isOfText(error) : said.position() > 0;
    if (!ofText) {
      return error;
    }
    SQLException own = ask(statement.sql(), statement.tokens(), parameters);
    if (own != null && isSame(error, own)) {
      return own;
    }
    // Where a place in DDL is not sure, it was taken away before.
    return said == null || ddl ? error : said.position(0).told();
  }

  /** What our lexer says of a text. */
  static SQLException syntax(SqlSyntaxException e) {
    return CanopyError.SYNTAX.causedBy(e, e.line(), e.column(), e.getMessage());
  }

  /** What the user gets where our lexer does not read a text. */
  SQLException told(SqlSyntaxException error, String sql) {
    return mistakeOr(syntax(error), sql, null, new Parameter[0]);
  }

  private SQLException mistakeOr(
      SQLException error, String sql, @Nullable Tokens tokens, @Nullable Parameter[] parameters) {
    SQLException said = ask(sql, tokens, parameters);
    boolean mistake =
        said != null
            && switch (cluster.engine()) {
              case MYSQL -> said.getErrorCode() == 1064;
              case POSTGRESQL -> SYNTAX_ERROR.equals(said.getSQLState());
            };
    return said != null && mistake ? said : error;
  }

  /** MySQL: whether it is an error that tells of a statement and not of rows. */
  private static boolean isOfText(SQLException error) {
    return Objects.toString(error.getSQLState(), "").startsWith("42");
  }

  private static boolean isSame(SQLException told, SQLException own) {
    PostgreSqlError said = PostgreSqlError.of(told);
    PostgreSqlError ownSaid = PostgreSqlError.of(own);
    if (said == null || ownSaid == null) {
      return told.getErrorCode() == own.getErrorCode();
    }
    return Objects.equals(told.getSQLState(), own.getSQLState())
        && (SYNTAX_ERROR.equals(own.getSQLState())
            || Objects.equals(
                said.get(PostgreSqlError.MESSAGE), ownSaid.get(PostgreSqlError.MESSAGE)));
  }

  /** What the shell says of a text that it is to prepare; null where it says nothing against it. */
  private @Nullable SQLException ask(
      String sql, @Nullable Tokens tokens, @Nullable Parameter[] parameters) {
    LeafConnection connection = null;
    boolean borrowed = false;
    try {
      Leaf leaf = connections.anyLeaf();
      // A transaction of PostgreSQL's that failed answers nothing.
      borrowed = connections.inTransaction() && cluster.engine() == Engine.POSTGRESQL;
      if (borrowed
          && !cluster.door().hasSpare(leaf, connections.credentials(), connections.database())) {
        return null;
      }
      connection = borrowed ? borrow(leaf) : connections.acquire(leaf);
      prepare(connection.jdbc(), sql, tokens, parameters);
      return null;
    } catch (SQLException said) {
      return connection == null || connection.failed(said) ? null : said;
    } finally {
      if (connection != null && borrowed) {
        connection.close();
      } else if (connection != null) {
        connections.release(connection);
      }
    }
  }

  private LeafConnection borrow(Leaf leaf) throws SQLException {
    return cluster
        .door()
        .open(
            Errand.QUESTION,
            leaf,
            connections.credentials(),
            connections.database(),
            connections.settings());
  }

  private void prepare(
      Connection connection, String sql, @Nullable Tokens tokens, @Nullable Parameter[] parameters)
      throws SQLException {
    switch (cluster.engine()) {
      case MYSQL -> {
        String text = sql;
        if (parameters.length > 0 && allSet(parameters)) {
          // Connector/J would have put the values into the text.
          try (PreparedStatement filled =
              connection.unwrap(JdbcConnection.class).clientPrepareStatement(sql)) {
            bind(filled, parameters);
            text = ((PreparedQuery) filled.unwrap(JdbcStatement.class).getQuery()).asSql();
          }
        }
        connection.unwrap(JdbcConnection.class).serverPrepareStatement(text).close();
      }
      case POSTGRESQL -> {
        boolean marks = tokens == null || tokens.rules().parameters();
        try (PreparedStatement statement =
            connection.prepareStatement(marks ? sql : ShellTypes.escaped(sql))) {
          if (allSet(parameters)) {
            bind(statement, parameters);
          }
          statement.getMetaData();
        }
      }
    }
  }

  private static boolean allSet(@Nullable Parameter[] parameters) {
    for (Parameter parameter : parameters) {
      if (parameter == null) {
        return false;
      }
    }
    return true;
  }

  private static void bind(PreparedStatement statement, @Nullable Parameter[] parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Objects.requireNonNull(parameters[i]).bind(statement, i + 1);
    }
  }
}
