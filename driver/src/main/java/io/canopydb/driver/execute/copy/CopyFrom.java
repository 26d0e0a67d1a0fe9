package io.canopydb.driver.execute.copy;

import io.canopydb.driver.bulk.CopyFormat;
import io.canopydb.driver.bulk.CopyRecords;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafTransactions;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.scratch.ScratchTables;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.LookupRows;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One COPY FROM STDIN of PostgreSQL. Records are cut by their line ends, and sent on as they came,
 * each by COPY to the partition of its key; values that the cluster issues stand behind them. Some
 * megabytes of records are collected before they are sent, so that each COPY has many; all leaves
 * work at the same time. One thread uses it.
 *
 * <p>A leaf has one connection in the transaction, and a connection one COPY at a time: that is why
 * records are collected, rather than streamed to all partitions at once.
 */
public final class CopyFrom {
  /** Records whose places are found together. */
  private static final int RECORDS = 1_000;

  /** Bytes that are collected before they are sent. */
  private static final int BYTES = 8 << 20;

  /** Rows of a keyless table that stay together. */
  private static final int KEYLESS_ROWS = 100;

  private final Execution execution;
  private final PlacedRows insert;
  private final List<LookupRows> lookupRows;
  private final CopyFormat format;
  private final String options;
  private final int given;
  private final CopyRecords records;
  private final LoadTransaction transaction;
  private final AddedColumns added;
  private final CopiedLookups lookups;
  private final List<byte[]> waiting = new ArrayList<>();
  private final Map<Integer, ByteArrayOutputStream> collected = new TreeMap<>();
  private final Map<String, Long> issued = new HashMap<>();
  private final AtomicLong copied = new AtomicLong();
  private byte @Nullable [] header;
  private boolean first = true;
  private int bytes;
  private long line;
  private long keyless;
  private long placed;

  /**
   * A COPY that begins.
   *
   * @param insert an INSERT of rows into the same columns, of which the first {@code given} are
   *     those of the records
   * @param options what stands behind STDIN
   */
  public CopyFrom(
      Execution execution, InsertRows insert, int given, CopyFormat format, String options) {
    this.execution = execution;
    this.insert = insert.placed();
    this.lookupRows = insert.lookups();
    this.given = given;
    this.format = format;
    this.options = options;
    this.records = new CopyRecords(format);
    this.transaction = new LoadTransaction(execution);
    this.lookups = new CopiedLookups(execution, insert);
    this.added = new AddedColumns(execution, this.insert, given);
    this.keyless = ThreadLocalRandom.current().nextInt(1 << 16) * (long) KEYLESS_ROWS;
  }

  /** Takes some bytes. When it throws, all is undone, or the user's transaction has failed. */
  public void write(byte[] data, int offset, int length) throws SQLException {
    try {
      records.write(data, offset, length, this::take);
    } catch (SQLException | RuntimeException e) {
      transaction.rollback();
      throw e;
    }
  }

  /** Ends it: its rows are written, in a transaction of the user's until that ends. */
  public Written end() throws SQLException {
    try {
      records.end(this::take);
      if (first && format.match()) {
        match(new byte[0]);
      }
      place();
      send();
    } catch (SQLException | RuntimeException e) {
      transaction.rollback();
      throw e;
    }
    transaction.commit();
    return new Written(copied.get(), null, 0).withIssued(issued);
  }

  /** Undoes all. */
  public void cancel() {
    transaction.rollback();
  }

  private void take(byte[] record) throws SQLException {
    line++;
    if (first && format.header()) {
      first = false;
      byte[] named = joined(record, "");
      if (format.match()) {
        match(named);
      }
      header = withNames(record);
      return;
    }
    first = false;
    waiting.add(record);
    bytes += record.length;
    if (waiting.size() == RECORDS || bytes >= BYTES) {
      place();
    }
    if (bytes >= BYTES) {
      send();
    }
  }

  /** The shell says whether the names are right, also where no row follows them. */
  private void match(byte[] names) throws SQLException {
    Dialect dialect = execution.dialect();
    SharedConnection shell = execution.acquire(execution.access().anyLeaf());
    try {
      String sql =
          sql(dialect.shellNamespace(insert.database()), insert.columns().subList(0, given));
      LeafCopy.run(execution, shell, sql, names);
    } finally {
      shell.release();
    }
  }

  /** HEADER MATCH compares the names of all columns that are sent. */
  private byte[] withNames(byte[] record) throws SQLException {
    StringBuilder names = new StringBuilder();
    for (String name : insert.columns().subList(given, insert.columns().size())) {
      format.append(names, name);
    }
    return joined(record, names);
  }

  private static byte[] joined(byte[] record, CharSequence behind) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(record.length + behind.length() + 1);
    line.writeBytes(record);
    line.writeBytes(behind.toString().getBytes(StandardCharsets.UTF_8));
    line.write('\n');
    return line.toByteArray();
  }

  /** Finds where the waiting records belong. */
  private void place() throws SQLException {
    if (waiting.isEmpty()) {
      return;
    }
    List<InsertRow> rows = new ArrayList<>(waiting.size());
    long at = line - waiting.size();
    for (byte[] record : waiting) {
      rows.add(row(record, ++at));
    }
    issued.putAll(added.compute(rows));
    boolean reference = insert.table().distribution() instanceof Distribution.Reference;
    int[] partitions = reference ? new int[rows.size()] : partitions(rows);
    StringBuilder behind = new StringBuilder();
    for (int i = 0; i < partitions.length; i++) {
      behind.setLength(0);
      for (int c = given; c < insert.columns().size(); c++) {
        Object value = rows.get(i).value(c);
        format.append(behind, value == null ? null : value.toString());
      }
      ByteArrayOutputStream part =
          collected.computeIfAbsent(partitions[i], p -> new ByteArrayOutputStream());
      if (part.size() == 0 && header != null) {
        part.writeBytes(header);
      }
      part.writeBytes(joined(waiting.get(i), behind));
      bytes += behind.length();
    }
    bytes += lookups.collect(rows);
    placed += rows.size();
    waiting.clear();
  }

  /** A row that knows the values that matter here. */
  private InsertRow row(byte[] record, long at) throws SQLException {
    InsertRow row = new InsertRow(insert.rows().get(0), execution.bindings(), 0);
    int[] ends = format.fieldEnds(record);
    if (ends.length != given) {
      String what =
          ends.length > given
              ? "extra data after last expected column"
              : "missing data for column \"" + insert.columns().get(ends.length) + '"';
      throw new SQLException(
          "ERROR: " + what + "\n  Where: COPY " + insert.table().name() + ", line " + at, "22P04");
    }
    for (int position : insert.keyPositions()) {
      known(row, record, ends, position);
    }
    for (LookupRows lookup : lookupRows) {
      for (int position : lookup.cells()) {
        known(row, record, ends, position);
      }
    }
    if (insert.issued() != null) {
      known(row, record, ends, insert.issued().position());
    }
    return row;
  }

  private void known(InsertRow row, byte[] record, int[] ends, int position) {
    if (position < given) {
      row.compute(position, (Object) format.value(record, ends, position));
    }
  }

  private int[] partitions(List<InsertRow> rows) throws SQLException {
    int count = execution.map(insert.database()).count();
    if (insert.key() == null) {
      int[] partitions = new int[rows.size()];
      for (int i = 0; i < partitions.length; i++) {
        partitions[i] = (int) (keyless++ / KEYLESS_ROWS % count);
      }
      return partitions;
    }
    return new CopiedKeys(execution, insert).partitions(rows);
  }

  /** Sends what is collected, and forgets it. */
  private void send() throws SQLException {
    Map<Leaf, LeafTransactions.Part<Long>> works = new LinkedHashMap<>();
    boolean reference = insert.table().distribution() instanceof Distribution.Reference;
    if (reference) {
      List<Leaf> leaves = execution.onlineLeaves();
      for (Leaf leaf : leaves) {
        works.put(
            leaf,
            new LeafTransactions.Part<>(
                Participant.COPIES,
                connection -> counted(leaf == leaves.get(0), copy(connection, collected))));
      }
      transaction.everywhere(works);
    } else {
      PartitionMap map = execution.map(insert.database());
      Map<Leaf, Map<Integer, ByteArrayOutputStream>> byLeaf = new LinkedHashMap<>();
      for (Map.Entry<Integer, ByteArrayOutputStream> part : collected.entrySet()) {
        Leaf leaf = execution.master(insert.database(), map, part.getKey());
        byLeaf.computeIfAbsent(leaf, l -> new TreeMap<>()).put(part.getKey(), part.getValue());
      }
      Map<Leaf, Set<Participant>> looked = lookups.touched(map);
      for (Leaf leaf : looked.keySet()) {
        byLeaf.putIfAbsent(leaf, Map.of());
      }
      byLeaf.forEach(
          (leaf, parts) ->
              works.put(
                  leaf,
                  new LeafTransactions.Part<>(
                      Participant.both(
                          Participant.of(insert.database(), parts.keySet()),
                          looked.getOrDefault(leaf, Set.of())),
                      connection -> {
                        long rows = counted(true, copy(connection, parts));
                        lookups.send(leaf, map, connection);
                        return rows;
                      })));
      transaction.together(works);
      checkAll();
      lookups.clear();
    }
    collected.clear();
    bytes = 0;
  }

  /** A condition, an option or a trigger may leave rows out, whose keys would stay noted. */
  private void checkAll() throws SQLException {
    if (!lookupRows.isEmpty() && copied.get() != placed) {
      throw CanopyError.GLOBAL_KEY_WRITE.with(
          "COPY that leaves rows out",
          insert.table().name(),
          lookupRows.get(0).key().name(),
          "leave them out of the data");
    }
  }

  private long counted(boolean counts, long rows) {
    return counts ? copied.addAndGet(rows) : 0;
  }

  private long copy(SharedConnection connection, Map<Integer, ByteArrayOutputStream> parts)
      throws SQLException {
    long rows = 0;
    for (Map.Entry<Integer, ByteArrayOutputStream> part : parts.entrySet()) {
      String sql = sql(namespace(part.getKey()), insert.columns());
      rows += LeafCopy.run(execution, connection, sql, part.getValue().toByteArray());
    }
    return rows;
  }

  private String namespace(int partition) {
    boolean reference = insert.table().distribution() instanceof Distribution.Reference;
    return reference
        ? execution.dialect().shellNamespace(insert.database())
        : execution.dialect().partitionNamespace(insert.database(), partition);
  }

  private String sql(String namespace, List<String> columns) {
    Dialect dialect = execution.dialect();
    return "COPY "
        + dialect.quoteName(namespace)
        + "."
        + dialect.quoteName(insert.table().name())
        + " ("
        + ScratchTables.quoted(columns, dialect)
        + ") FROM STDIN "
        + options;
  }
}
