package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Aftermath;
import io.canopydb.driver.execute.read.QueryRunner;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What MySQL's functions tell of the statements before: LAST_INSERT_ID(), ROW_COUNT(), FOUND_ROWS()
 * and the warnings, which PostgreSQL has too. Used as its session is: by one thread at a time.
 */
final class SessionFacts {
  private static final long UNKNOWN = -1;

  private long lastInsertId;

  /** What the statement that runs has made of it; 0 for nothing. */
  private long insertId;

  private long rowCount;
  private FoundRows found = () -> 0;
  private List<Aftermath.Warning> warnings = List.of();

  /** What leaves have said of the statement that runs. */
  private List<Aftermath.Warning> noted = List.of();

  /** The warnings of JDBC. */
  private @Nullable SQLWarning chain;

  /** Answers FOUND_ROWS(). */
  private interface FoundRows {
    /** The number, or UNKNOWN. */
    long count();
  }

  /** All of it at one time. */
  record Saved(
      long rowCount,
      Object found,
      List<Aftermath.Warning> warnings,
      List<Aftermath.Warning> noted) {}

  /** What is to be there again after statements that are not the user's own. */
  Saved save() {
    return new Saved(rowCount, found, warnings, noted);
  }

  void restore(Saved saved) {
    rowCount = saved.rowCount();
    found = (FoundRows) saved.found();
    warnings = saved.warnings();
    noted = saved.noted();
  }

  long lastInsertId() {
    return lastInsertId;
  }

  void lastInsertId(long id) {
    lastInsertId = id;
    insertId = id;
  }

  /** The number that the last statement gave for LAST_INSERT_ID(); 0 where it gave none. */
  long insertId() {
    return insertId;
  }

  long rowCount() {
    return rowCount;
  }

  void rowCount(long count) {
    rowCount = count;
  }

  /** FOUND_ROWS() of the statement before. */
  long foundRows() throws SQLException {
    long count = found.count();
    if (count == UNKNOWN) {
      throw CanopyError.UNSUPPORTED.with(
          "FOUND_ROWS() of rows that were not read to their end",
          "read all rows of the query before, or count them by a query");
    }
    return count;
  }

  void foundRows(long count) {
    found = () -> count;
  }

  /** A statement has failed. */
  void failed(SQLException error) {
    rowCount = -1;
    warnings =
        List.of(
            new Aftermath.Warning(
                "Error",
                error.getErrorCode(),
                String.valueOf(error.getSQLState()),
                String.valueOf(error.getMessage())));
  }

  List<Aftermath.Warning> warnings() {
    return warnings;
  }

  /** A statement begins. */
  void begin() {
    noted = List.of();
    insertId = 0;
  }

  /**
   * A statement has ended well.
   *
   * @param asks whether it asks for warnings, which thus stay
   */
  void end(boolean asks) {
    if (!asks) {
      warnings = noted;
    }
  }

  /** What Canopy says beside an answer. */
  void warn(SQLWarning warning) {
    if (chain == null) {
      chain = warning;
    } else {
      chain.setNextWarning(warning);
    }
  }

  /** What a leaf says beside its answer. */
  void warn(Aftermath.Warning warning) {
    List<Aftermath.Warning> all = new ArrayList<>(noted);
    all.add(warning);
    noted = all;
    warn(new SQLWarning(warning.message(), warning.state(), warning.code()));
  }

  /** The warnings of JDBC since the last call. */
  @Nullable SQLWarning takeChain() {
    SQLWarning taken = chain;
    chain = null;
    return taken;
  }

  long warningCount() {
    return warnings.size();
  }

  long errorCount() {
    return warnings.stream().filter(warning -> warning.level().equals("Error")).count();
  }

  /**
   * Rows that the application is about to read, and which are counted for FOUND_ROWS().
   *
   * @param offset how many rows before them OFFSET leaves out
   */
  RowCursor counted(RowCursor rows, long offset) {
    long size = QueryRunner.size(rows);
    if (size >= 0) {
      foundRows(size == 0 && offset > 0 ? UNKNOWN : size + offset);
      return rows;
    }
    if (QueryRunner.ofOneLeaf(rows)) {
      // The leaf's driver streams them, and an application may unwrap them.
      foundRows(UNKNOWN);
      return rows;
    }
    CountedRows counted = new CountedRows(rows, offset);
    found = counted::found;
    return counted;
  }

  private static final class CountedRows implements RowCursor {
    private final RowCursor rows;
    private final long offset;
    private long count;
    private boolean ended;
    private boolean closed;

    CountedRows(RowCursor rows, long offset) {
      this.rows = rows;
      this.offset = offset;
    }

    long found() {
      return !ended || (count == 0 && offset > 0) ? UNKNOWN : count + offset;
    }

    @Override
    public boolean next() throws SQLException {
      if (ended) {
        return false;
      }
      ended = !rows.next();
      count += ended ? 0 : 1;
      return !ended;
    }

    @Override
    public Row row() {
      return rows.row();
    }

    @Override
    public void close() throws SQLException {
      if (!closed) {
        closed = true;
        rows.close();
      }
    }
  }
}
