package io.canopydb.driver.execute.move;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.ShardKeyForms;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.GlobalDuplicate;
import io.canopydb.driver.execute.scratch.ScratchRows;
import io.canopydb.driver.execute.scratch.ScratchTables;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.placement.ShardKey;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills the lookup table of a key that becomes global, from the rows that its table has. Nobody
 * else may use the table meanwhile. What fails leaves lookup tables that nobody reads.
 */
public final class LookupFiller {
  private static final long BYTES_AT_A_TIME = 256L << 10;

  private final Door door;
  private final Dialect dialect;
  private final ScratchTables rows;

  public LookupFiller(Door door, Dialect dialect) {
    this.door = door;
    this.dialect = dialect;
    this.rows = ScratchTables.of(dialect.engine());
  }

  /**
   * What is to be filled.
   *
   * @param table as it is to be, with its shard key
   * @param name what the partitions still call it
   * @param columns those of the lookup table: the key's own, then the rest of the shard key's
   * @param leaves the leaf of each partition, by ordinal
   */
  public record Job(
      Identity credentials,
      String database,
      Table table,
      String name,
      UniqueKey key,
      List<String> columns,
      List<Leaf> leaves,
      SessionSettings settings) {}

  /**
   * Fills it.
   *
   * @throws SQLException the engine's own error, where two rows have one value
   */
  public void fill(Job job) throws SQLException {
    Map<Integer, LeafConnection> writers = new HashMap<>();
    try {
      for (Leaf leaf : job.leaves()) {
        if (!writers.containsKey(leaf.id())) {
          writers.put(leaf.id(), borrow(job, leaf));
        }
      }
      for (int ordinal = 0; ordinal < job.leaves().size(); ordinal++) {
        from(job, ordinal, writers);
      }
    } finally {
      writers.values().forEach(LeafConnection::close);
    }
  }

  private LeafConnection borrow(Job job, Leaf leaf) throws SQLException {
    return door.open(Errand.SCHEMA, leaf, job.credentials(), job.database(), job.settings());
  }

  private String name(Job job, int ordinal, String table) {
    return dialect.quoteName(dialect.partitionNamespace(job.database(), ordinal))
        + "."
        + dialect.quoteName(table);
  }

  private String quoted(List<String> columns) {
    return columns.stream().map(dialect::quoteName).collect(Collectors.joining(", "));
  }

  private void from(Job job, int ordinal, Map<Integer, LeafConnection> writers)
      throws SQLException {
    Leaf leaf = job.leaves().get(ordinal);
    ShardKey placed = ShardKey.of(dialect.engine(), job.table().shardedBy(job.key().columns()));
    String query =
        "SELECT "
            + quoted(job.columns())
            + ", "
            + String.join(", ", ShardKeyForms.expressions(placed, dialect))
            + " FROM "
            + name(job, ordinal, job.name())
            + job.key().columns().stream()
                .map(column -> dialect.quoteName(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
    int partitions = job.leaves().size();
    @Nullable ScratchRows[] pending = new @Nullable ScratchRows[partitions];
    try (LeafConnection reader = borrow(job, leaf);
        RowStream source = opened(job, reader, ordinal, query)) {
      while (source.next()) {
        List<@Nullable Object> values =
            ShardKeyForms.canonical(placed, source.rows(), job.columns().size() + 1);
        if (values.contains(null)) {
          throw CanopyError.INTERNAL.with("a value without a canonical form in " + placed);
        }
        int partition = placed.partition(values, partitions);
        ScratchRows waiting = pending[partition];
        if (waiting == null) {
          waiting = rows.newRows(job.columns().size(), BYTES_AT_A_TIME / partitions);
          pending[partition] = waiting;
        }
        waiting.add(new ReadRow(source.rows()));
        if (waiting.full()) {
          write(job, waiting, partition, writers);
        }
      }
    }
    for (int partition = 0; partition < partitions; partition++) {
      ScratchRows waiting = pending[partition];
      if (waiting != null && waiting.count() > 0) {
        write(job, waiting, partition, writers);
      }
    }
  }

  private RowStream opened(Job job, LeafConnection reader, int ordinal, String query)
      throws SQLException {
    WritersAwaited.await(reader, name(job, ordinal, job.name()), dialect);
    return RowStream.open(reader, query, dialect.engine());
  }

  private void write(
      Job job, ScratchRows waiting, int partition, Map<Integer, LeafConnection> writers)
      throws SQLException {
    LeafConnection writer = Objects.requireNonNull(writers.get(job.leaves().get(partition).id()));
    String into =
        name(job, partition, String.valueOf(job.key().lookup()))
            + " ("
            + quoted(job.columns())
            + ")";
    try {
      waiting.write(writer.jdbc(), into);
    } catch (SQLException e) {
      writer.failed(e);
      throw dialect.errors().duplicateKey(e)
          ? GlobalDuplicate.ofNewKey(e, job.key(), job.table().name(), dialect.engine())
          : e;
    }
    waiting.clear();
  }
}
