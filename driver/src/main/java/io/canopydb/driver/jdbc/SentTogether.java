package io.canopydb.driver.jdbc;

import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.session.Session;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.List;

/**
 * Statements that reach the server together: of one text, or of one batch. With autocommit on,
 * PostgreSQL makes them one transaction, so that all or none of them count; MySQL does not.
 */
final class SentTogether {
  private SentTogether() {}

  /** What is to be run. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  static void run(Session session, List<String> texts, Work work) throws SQLException {
    if (!isOneTransaction(session, texts)) {
      work.run();
      return;
    }
    session.setAutoCommit(false);
    boolean done = false;
    try {
      work.run();
      session.commit();
      done = true;
    } catch (SQLException e) {
      rollBack(session, e);
      throw e;
    } finally {
      if (done) {
        session.setAutoCommit(true);
      }
    }
  }

  private static void rollBack(Session session, SQLException failure) {
    try {
      session.rollback();
      session.setAutoCommit(true);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static boolean isOneTransaction(Session session, List<String> texts) {
    Engine engine = session.engine();
    return switch (engine) {
      case MYSQL -> false;
      case POSTGRESQL ->
          session.autoCommit()
              && texts.size() > 1
              && texts.stream().allMatch(text -> isData(text, engine));
    };
  }

  /** Whether it only reads or writes rows; DDL and transaction control go their own ways. */
  private static boolean isData(String text, Engine engine) {
    StatementKind kind = StatementClassifier.classify(Lexer.lex(text, LexerRules.of(engine)));
    return kind instanceof StatementKind.Query
        || kind instanceof StatementKind.Insert
        || kind instanceof StatementKind.Update
        || kind instanceof StatementKind.Delete
        || kind instanceof StatementKind.Merge;
  }
}
