package io.canopydb.driver.front;

import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.session.Completion;
import io.canopydb.driver.session.Outcome;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a front takes some at a time: PostgreSQL's portal, MySQL's cursor. It keeps what the
 * rows hold until their end, an error or its close. Used as its session is: by one thread at a
 * time.
 */
public final class Portal implements AutoCloseable {
  private final Outcome.Rows outcome;
  private final RowCursor cursor;
  private final RowReader reader;
  private final List<Column> columns;
  private long given;
  private boolean ended;

  /** Takes the rows of an outcome, and closes them where it can't. */
  public Portal(Outcome.Rows outcome, LogicalNames names) throws SQLException {
    this.outcome = outcome;
    this.cursor = outcome.cursor();
    this.reader = new RowReader(names.engine(), outcome.columns());
    try {
      this.columns = Column.of(outcome.columns(), names);
    } catch (SQLException | RuntimeException e) {
      cursor.close();
      throw e;
    }
  }

  public List<Column> columns() {
    return columns;
  }

  /** Takes one row, which is gone when it returns. */
  @FunctionalInterface
  public interface Sink {
    void take(RowReader reader, Row row) throws SQLException;
  }

  /**
   * Gives the next rows.
   *
   * @param max at most so many; 0 for all
   * @return whether it stopped at so many, and is to be asked again: there may be no more
   */
  public boolean fetch(long max, Sink sink) throws SQLException {
    boolean done = false;
    try {
      for (long i = 0; max == 0 || i < max; i++) {
        if (ended || !cursor.next()) {
          ended = true;
          return false;
        }
        given++;
        sink.take(reader, cursor.row());
      }
      done = true;
      return true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** The texts of a row, as a {@link Sink} may want them. */
  public @Nullable String[] texts(Row row) throws SQLException {
    @Nullable String[] texts = new @Nullable String[columns.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = reader.text(row, i + 1);
    }
    return texts;
  }

  /** How many rows it has given. */
  public long given() {
    return given;
  }

  /** What is said of the statement behind its rows. */
  public Completion completion() {
    return outcome.completion();
  }

  /** PostgreSQL's command tag, for the rows that were given. */
  public String tag() {
    return outcome.completion().tag(given);
  }

  @Override
  public void close() throws SQLException {
    ended = true;
    cursor.close();
  }
}
