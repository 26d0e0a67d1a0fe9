package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Aftermath;
import io.canopydb.driver.execute.LeafCursor;
import io.canopydb.driver.execute.read.QueryRunner;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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

  /** How many rows the UPDATE that runs has changed. */
  private OptionalLong changed = OptionalLong.empty();

  /** What is known of the statement that runs once its rows have been read. */
  private @Nullable Runnable atEnd;

  /** Counts statements. */
  private long statement;

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
    changed = OptionalLong.empty();
    atEnd = null;
    statement++;
  }

  OptionalLong changed() {
    return changed;
  }

  void changed(OptionalLong rows) {
    changed = rows;
  }

  /**
   * What of the statement that runs is to be done when its rows, which are streamed, have ended.
   */
  void atEnd(Runnable noting) {
    atEnd = noting;
  }

  /** What is to be done at the end of its rows, unless another statement has begun by then. */
  Runnable takeAtEnd() {
    Runnable noting = atEnd;
    long of = statement;
    atEnd = null;
    return () -> {
      if (noting != null && of == statement) {
        noting.run();
        end(false);
      }
    };
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
    if (rows instanceof LeafCursor leaf) {
      CountedLeafRows counted = new CountedLeafRows(leaf, offset);
      found = counted::found;
      return counted;
    }
    CountedRows counted = new CountedRows(rows, offset);
    found = counted::found;
    return counted;
  }

  /** Rows that an application may unwrap, and read elsewhere: then their number is not known. */
  private static final class CountedLeafRows extends CountedRows implements LeafCursor {
    private final LeafCursor leaf;

    CountedLeafRows(LeafCursor leaf, long offset) {
      super(leaf, offset);
      this.leaf = leaf;
    }

    @Override
    public ResultSet resultSet() {
      return leaf.resultSet();
    }
  }

  private static class CountedRows implements RowCursor {
    private final RowCursor rows;
    private final long offset;
    private long count;
    private boolean ended;
    private boolean closed;

    CountedRows(RowCursor rows, long offset) {
      this.rows = rows;
      this.offset = offset;
    }

    final long found() {
      return !ended || (count == 0 && offset > 0) ? UNKNOWN : count + offset;
    }

    @Override
    public final boolean next() throws SQLException {
      if (ended) {
        return false;
      }
      ended = !rows.next();
      count += ended ? 0 : 1;
      return !ended;
    }

    @Override
    public final Row row() {
      return rows.row();
    }

    @Override
    public final void close() throws SQLException {
      if (!closed) {
        closed = true;
        rows.close();
      }
    }
  }
}
