package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.TokenReader;
import io.canopydb.driver.parse.Tokens;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Fills PostgreSQL's materialized views: their rows lie in partitions, and come from the query that
 * the shell keeps.
 */
final class MaterializedViews {
  private static final String QUERY =
      """
      SELECT pg_catalog.pg_get_viewdef(c.oid) FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'm'
      """;

  private final SessionState session;
  private final Statements statements;
  private final Cluster cluster;

  MaterializedViews(SessionState session, Statements statements) {
    this.session = session;
    this.statements = statements;
    this.cluster = session.cluster();
  }

  /** REFRESH: the rows change in one transaction, so that nobody misses any. */
  Outcome refresh(Tokens tokens, StatementKind.Refresh refresh) throws SQLException {
    List<String> name = new TokenReader(tokens, refresh.nameToken(), tokens.size()).qualifiedName();
    String view = name.get(name.size() - 1);
    if (!(session.catalogue().resolve(name) instanceof Catalogue.Base base)) {
      throw new SQLException("ERROR: relation \"" + view + "\" does not exist", "42P01");
    }
    String query =
        query(base)
            .orElseThrow(
                () ->
                    new SQLException(
                        "ERROR: \"" + view + "\" is not a materialized view", "0A000"));
    session
        .transaction()
        .atomically(
            () -> {
              Outcome emptied = run("DELETE FROM " + qualified(base));
              return refresh.data() ? fill(base, query) : emptied;
            });
    return new Outcome.Updated(0, null);
  }

  /** CREATE MATERIALIZED VIEW, and its rows; where those fail, it is dropped again. */
  Outcome create(Tokens tokens, StatementKind.Ddl kind, CreateTableAs.Ddl ddl) throws SQLException {
    List<String> name = new TokenReader(tokens, kind.nameToken(), tokens.size()).qualifiedName();
    boolean there = !(session.catalogue().resolve(name) instanceof Catalogue.Other);
    ddl.execute(tokens, kind);
    if (there
        || !withData(tokens)
        || !(session.catalogue().resolve(name) instanceof Catalogue.Base view)) {
      return new Outcome.Updated(0, null);
    }
    try {
      return fill(view, query(view).orElseThrow());
    } catch (SQLException e) {
      drop(view, ddl, e);
      throw e;
    }
  }

  private static boolean withData(Tokens tokens) {
    int last = tokens.size() - 1;
    while (tokens.isKind(last, TokenKind.SEMICOLON)) {
      last--;
    }
    return !tokens.is(last - 2, "WITH", "NO", "DATA");
  }

  private void drop(Catalogue.Base view, CreateTableAs.Ddl ddl, SQLException because) {
    try {
      Tokens drop =
          Lexer.lex(
              "DROP MATERIALIZED VIEW " + qualified(view), session.rules().withoutParameters());
      ddl.execute(drop, (StatementKind.Ddl) StatementClassifier.classify(drop));
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private Optional<String> query(Catalogue.Base view) throws SQLException {
    String shell = cluster.dialect().shellNamespace(view.database());
    return session.onShell(
        leaf -> {
          try (PreparedStatement statement = leaf.prepareStatement(QUERY)) {
            statement.setString(1, shell);
            statement.setString(2, view.table().name());
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? Optional.of(row.getString(1).replaceFirst(";\\s*$", ""))
                  : Optional.empty();
            }
          }
        });
  }

  private Outcome fill(Catalogue.Base view, String query) throws SQLException {
    return run("INSERT INTO " + qualified(view) + " " + query);
  }

  private Outcome run(String sql) throws SQLException {
    return statements.execute(
        session.prepare(sql, false), new Parameter[0], ExecuteOptions.DEFAULT);
  }

  private String qualified(Catalogue.Base view) {
    Dialect dialect = cluster.dialect();
    return dialect.quoteName(dialect.shellNamespace(view.database()))
        + "."
        + dialect.quoteName(view.table().name());
  }
}
