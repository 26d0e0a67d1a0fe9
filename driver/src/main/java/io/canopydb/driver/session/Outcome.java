package io.canopydb.driver.session;

import io.canopydb.driver.merge.RowCursor;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement came to. */
public sealed interface Outcome {

  /** What is said beside it; that of rows is said as if they were read to their end. */
  Completion completion();

  /** The same, with something else said beside it. */
  Outcome with(Completion said);

  /**
   * Rows. The receiver closes the cursor.
   *
   * @param cursor its rows are {@link io.canopydb.driver.execute.LeafRow}s (backed by a leaf's
   *     ResultSet that stands on the row) or {@link io.canopydb.driver.merge.ValuesRow}s
   * @param columns describes them
   */
  record Rows(RowCursor cursor, Columns columns, Completion completion) implements Outcome {
    /** Rows of which nothing is said yet. */
    public Rows(RowCursor cursor, Columns columns) {
      this(cursor, columns, Completion.NONE);
    }

    @Override
    public Rows with(Completion said) {
      return new Rows(cursor, columns, said);
    }
  }

  /**
   * A count of rows written.
   *
   * @param count as the engine counts
   * @param generatedKeys null when none were asked for
   */
  record Updated(long count, @Nullable Rows generatedKeys, Completion completion)
      implements Outcome {
    /** A count of which nothing is said yet. */
    public Updated(long count, @Nullable Rows generatedKeys) {
      this(count, generatedKeys, Completion.NONE);
    }

    @Override
    public Updated with(Completion said) {
      return new Updated(count, generatedKeys, said);
    }
  }

  /**
   * Several results of one statement, as CALL gives them: at least two, of which none is several
   * again.
   */
  record Several(List<Outcome> results, Completion completion) implements Outcome {
    public Several {
      results = List.copyOf(results);
    }

    /** Results of which nothing is said yet. */
    public Several(List<Outcome> results) {
      this(results, Completion.NONE);
    }

    @Override
    public Several with(Completion said) {
      return new Several(results.stream().map(one -> one.with(said)).toList(), said);
    }
  }

  /** The columns of a result, as the application sees them: hidden columns are not counted. */
  interface Columns {
    /** How many columns the application sees; they are the first ones of each row. */
    int count() throws SQLException;

    /** The engine's own description; may describe hidden columns beyond {@link #count}. */
    ResultSetMetaData metaData() throws SQLException;
  }
}
