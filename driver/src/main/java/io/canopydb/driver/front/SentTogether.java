package io.canopydb.driver.front;

import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.List;

/**
 * Statements that reach the server together: of one text, or of one batch. Outside a transaction,
 * PostgreSQL makes them one, so that all or none of them count; MySQL does not.
 */
public final class SentTogether implements AutoCloseable {
  private final Session session;
  private boolean open;

  private SentTogether(Session session, boolean open) {
    this.session = session;
    this.open = open;
  }

  static SentTogether begin(Session session, List<String> texts) throws SQLException {
    return begin(session, texts, /* more= */ false);
  }

  /**
   * Begins to run statements.
   *
   * @param texts of those that are known
   * @param more whether others may follow, which belong to them
   */
  public static SentTogether begin(Session session, List<String> texts, boolean more)
      throws SQLException {
    boolean one = (more || texts.size() > 1) && isOneTransaction(session, texts);
    if (one) {
      session.setAutoCommit(false);
    }
    return new SentTogether(session, one);
  }

  /** All of them have run. */
  public void done() throws SQLException {
    if (open) {
      session.commit();
      open = false;
      session.setAutoCommit(true);
    }
  }

  /** Rolls back, unless all is done. */
  @Override
  public void close() throws SQLException {
    if (open) {
      open = false;
      session.rollback();
      session.setAutoCommit(true);
    }
  }

  private static boolean isOneTransaction(Session session, List<String> texts) {
    Engine engine = session.engine();
    return switch (engine) {
      case MYSQL -> false;
      case POSTGRESQL ->
          session.autoCommit()
              && session.transactionStatus() == TransactionStatus.IDLE
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
        || kind instanceof StatementKind.Merge
        || kind instanceof StatementKind.Copy;
  }
}
