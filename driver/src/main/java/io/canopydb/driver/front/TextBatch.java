package io.canopydb.driver.front;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.Session;
import io.canopydb.metadata.model.Engine;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a plain Statement's batch. After a failure MySQL goes on with the next one, as
 * its driver does; PostgreSQL ends there, and counts nothing as done.
 */
public final class TextBatch {
  private static final @Nullable Parameter[] NO_PARAMETERS = {};

  private final List<String> texts;
  private final ExecuteOptions options;
  private final long[] counts;

  /** Reads one text of the batch. */
  @FunctionalInterface
  public interface Reader {
    ReadText read(String sql) throws SQLException;
  }

  public TextBatch(List<String> texts, ExecuteOptions options) {
    this.texts = texts;
    this.options = options;
    this.counts = new long[texts.size()];
  }

  public long[] counts() {
    return counts;
  }

  /**
   * @throws BatchUpdateException where one failed
   */
  public void run(Session session, Reader reader) throws SQLException {
    try (SentTogether together = SentTogether.begin(session, texts)) {
      runAll(session, reader);
      together.done();
    }
  }

  private void runAll(Session session, Reader reader) throws SQLException {
    SQLException failure = null;
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = count(session, reader.read(texts.get(i)).statements());
      } catch (SQLException e) {
        counts[i] = Statement.EXECUTE_FAILED;
        failure = failure == null ? e : failure;
        if (!goesOn(session.engine(), e)) {
          throw batchFailure(failure, counted(session.engine(), i + 1));
        }
      }
    }
    if (failure != null) {
      throw batchFailure(failure, counts);
    }
  }

  private long count(Session session, List<Session.Prepared> statements) throws SQLException {
    @Nullable Outcome first = null;
    for (Session.Prepared statement : statements) {
      Outcome outcome = session.execute(statement, NO_PARAMETERS, options);
      if (outcome instanceof Outcome.Several) {
        throw CanopyError.WRONG_RESULT_KIND.with(
            "gives several results, and can't be in a batch", "run it by itself");
      }
      if (outcome instanceof Outcome.Rows rows) {
        rows.cursor().close();
        throw CanopyError.WRONG_RESULT_KIND.with(
            "gives rows, and can't be in a batch", "run it by itself");
      }
      first = first == null ? outcome : first;
    }
    return first instanceof Outcome.Updated updated ? updated.count() : 0;
  }

  private static boolean goesOn(Engine engine, SQLException failure) {
    return switch (engine) {
      case MYSQL -> !ends(failure);
      case POSTGRESQL -> false;
    };
  }

  /** Whether the connection or the transaction is gone, or nobody wants the rest any more. */
  private static boolean ends(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTimeoutException
        || failure instanceof SQLRecoverableException
        || (state != null
            && (state.startsWith("08") || state.startsWith("40") || state.equals("70100")));
  }

  private long[] counted(Engine engine, int done) {
    return switch (engine) {
      case MYSQL -> Arrays.copyOf(counts, done);
      case POSTGRESQL -> {
        long[] all = new long[counts.length];
        Arrays.fill(all, Statement.EXECUTE_FAILED);
        yield all;
      }
    };
  }

  private static BatchUpdateException batchFailure(SQLException failure, long[] counts) {
    BatchUpdateException exception =
        new BatchUpdateException(
            failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), counts, failure);
    exception.setNextException(failure);
    return exception;
  }
}
