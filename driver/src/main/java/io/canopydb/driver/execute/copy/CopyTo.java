package io.canopydb.driver.execute.copy;

import io.canopydb.driver.dialect.PostgreSqlDialect;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.PinnedStatement;
import io.canopydb.driver.execute.Scatter;
import io.canopydb.driver.execute.ScratchName;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.scratch.ScratchTarget;
import io.canopydb.driver.execute.scratch.TemporaryRows;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.metadata.model.Leaf;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * One COPY TO STDOUT of PostgreSQL. The leaves format the rows: where rows stay within partitions
 * each leaf copies its own, all from the beginning at the same time, and they are passed on one
 * leaf after the other. What needs more is put into a temporary table of one leaf first. One thread
 * uses it.
 */
public final class CopyTo {
  private static final int ROWS_AT_A_TIME = 2_000;

  /** The signature, flags and the length of no extension. */
  private static final int BINARY_HEADER = 19;

  private static final byte[] BINARY_END = {-1, -1};

  private final Execution execution;
  private final Form form;
  private final List<Source> sources = new ArrayList<>();
  private int at;
  private boolean started;
  private boolean ending;
  private long rows;

  /**
   * How rows are copied.
   *
   * @param options what stands behind STDOUT
   */
  public record Form(String options, boolean header, boolean binary) {}

  /** What one leaf sends. */
  private record Source(
      SharedConnection connection, CopyOut copy, @Nullable ScratchTarget scratch) {}

  private CopyTo(Execution execution, Form form) {
    this.execution = execution;
    this.form = form;
  }

  /** Rows that are opened where the leaves that have them can't copy them by themselves. */
  public interface Rows {
    RowCursor open(Execution reading) throws SQLException;

    ResultSetMetaData columns(RowCursor rows) throws SQLException;

    int count(ResultSetMetaData columns) throws SQLException;
  }

  /**
   * Begins to copy the rows of a plan.
   *
   * @param hidden whether the plan's rows have columns that the application does not see
   */
  public static CopyTo of(Execution execution, ReadNode plan, boolean hidden, Form form, Rows rows)
      throws SQLException {
    CopyTo copy = new CopyTo(execution, form);
    try {
      if (hidden || !copy.fromLeaves(plan)) {
        copy.fromScratch(rows);
      }
      return copy;
    } catch (SQLException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /** Begins to copy what one leaf answers by itself. */
  public static CopyTo ofLeaf(Execution execution, Leaf leaf, String copy, Form form)
      throws SQLException {
    CopyTo copied = new CopyTo(execution, form);
    copied.start(leaf, copy);
    return copied;
  }

  private boolean fromLeaves(ReadNode plan) throws SQLException {
    if (plan instanceof OneOrMany choice) {
      PinnedStatement pinned = PinnedStatement.of(execution, choice);
      return pinned == null
          ? fromLeaves(choice.many())
          : startAll(Map.of(pinned.leaf(), pinned.text()));
    }
    if (!(plan instanceof Route route)
        || route.unionTail() == null
        || !(route.target() instanceof Target.Partitions partitions)) {
      return false;
    }
    Map<Leaf, LeafText> texts = new java.util.LinkedHashMap<>();
    Scatter scatter = Scatter.of(execution, partitions.database(), partitions.choice());
    for (Map.Entry<Leaf, List<Integer>> part : scatter.byLeaf().entrySet()) {
      texts.put(part.getKey(), execution.renderer().union(route, part.getValue()));
    }
    return startAll(texts);
  }

  private boolean startAll(Map<Leaf, LeafText> texts) throws SQLException {
    if (texts.values().stream().anyMatch(text -> !text.parameters().isEmpty())) {
      return false;
    }
    for (Map.Entry<Leaf, LeafText> text : texts.entrySet()) {
      start(text.getKey(), copied(text.getValue().sql()));
    }
    return true;
  }

  /** A newline, since the query may end with a comment. */
  private String copied(String query) {
    String end = query.stripTrailing();
    while (end.endsWith(";")) {
      end = end.substring(0, end.length() - 1).stripTrailing();
    }
    return "COPY (" + end + "\n) TO STDOUT " + form.options();
  }

  private void start(Leaf leaf, String sql) throws SQLException {
    start(execution.acquire(leaf), sql, null);
  }

  private void start(SharedConnection connection, String sql, @Nullable ScratchTarget scratch)
      throws SQLException {
    try {
      CopyOut copy = connection.jdbc().unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
      sources.add(new Source(connection, copy, scratch));
    } catch (SQLException e) {
      SQLException failure = new LeafStatements(execution).failed(connection, null, e);
      if (scratch == null) {
        connection.release();
      }
      throw failure;
    }
  }

  private void fromScratch(Rows source) throws SQLException {
    SharedConnection target =
        execution.acquireForScratch(execution.access().outside(), execution.access().anyLeaf());
    ScratchTarget scratch = new ScratchTarget(target, execution);
    String name = execution.dialect().quoteName(ScratchName.newStem());
    try {
      target.usesTemporaryTables();
      String labels = fill(scratch, target, name, source);
      // Nothing was deleted from it: its rows lie in the order in which they came.
      start(target, copied("SELECT " + labels + " FROM " + name + " ORDER BY ctid"), scratch);
    } catch (SQLException | RuntimeException e) {
      scratch.end(execution.access().inTransaction(), e);
      throw e;
    }
  }

  /**
   * Makes the table and puts the rows into it. Their source is closed before anything is copied: it
   * may have tables to drop on the same connection, which copies then and takes no statement.
   *
   * @return the columns as the user is to see them
   */
  private String fill(ScratchTarget scratch, SharedConnection target, String name, Rows source)
      throws SQLException {
    try (RowCursor cursor = source.open(execution.streaming(ROWS_AT_A_TIME))) {
      ResultSetMetaData columns = source.columns(cursor);
      int count = source.count(columns);
      StringJoiner types = new StringJoiner(", ", " (", ")");
      StringJoiner labels = new StringJoiner(", ");
      for (int i = 1; i <= count; i++) {
        types.add("c" + i + " " + type(columns.getColumnTypeName(i)));
        labels.add("c" + i + " AS " + execution.dialect().quoteName(columns.getColumnLabel(i)));
      }
      scratch.define(name, types.toString());
      new TemporaryRows(execution).copy(target, name, cursor, count);
      return labels.toString();
    }
  }

  private String type(String name) {
    String type = name.equals("unknown") ? "text" : PostgreSqlDialect.type(name);
    return type.startsWith("\"") ? type : execution.dialect().quoteName(type);
  }

  /** The next message, which is a row with its line end; null at the end. */
  public byte @Nullable [] read() throws SQLException {
    while (at < sources.size()) {
      Source source = sources.get(at);
      byte[] message;
      try {
        message = source.copy().readFromCopy();
      } catch (SQLException e) {
        throw new LeafStatements(execution).failed(source.connection(), null, e);
      }
      if (message == null) {
        rows += source.copy().getHandledRowCount();
        at++;
        started = false;
        continue;
      }
      byte[] passed = form.binary() ? binary(message) : line(message);
      started = true;
      if (passed.length > 0) {
        return passed;
      }
    }
    if (ending) {
      ending = false;
      return BINARY_END;
    }
    return null;
  }

  /** The first leaf's header is the header of all. */
  private byte[] line(byte[] message) {
    return form.header() && at > 0 && !started ? new byte[0] : message;
  }

  private byte[] binary(byte[] message) {
    int from = at > 0 && !started ? BINARY_HEADER : 0;
    int to = message.length;
    boolean alone = to == 2 || (!started && to == BINARY_HEADER + 2);
    if (alone && message[to - 2] == -1 && message[to - 1] == -1) {
      to -= 2;
      ending = true;
    }
    return Arrays.copyOfRange(message, from, to);
  }

  /** How many rows have been copied. */
  public long rows() {
    return rows;
  }

  public int fieldCount() {
    return sources.get(0).copy().getFieldCount();
  }

  public int format() {
    return sources.get(0).copy().getFormat();
  }

  private void end(Source source) throws SQLException {
    if (source.scratch() == null) {
      source.connection().release();
    } else {
      source.scratch().end(execution.access().inTransaction(), null);
    }
  }

  /** Stops what still runs, and gives the connections back. Idempotent. */
  public void close() throws SQLException {
    SQLException failure = null;
    for (Source source : sources) {
      try {
        if (source.copy().isActive()) {
          source.copy().cancelCopy();
        }
      } catch (SQLException e) {
        source.connection().connection().taint();
        failure = e;
      }
      try {
        end(source);
      } catch (SQLException e) {
        failure = e;
      }
    }
    sources.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
