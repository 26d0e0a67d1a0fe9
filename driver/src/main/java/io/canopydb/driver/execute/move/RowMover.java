package io.canopydb.driver.execute.move;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.ShardKeyForms;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.scratch.ScratchRows;
import io.canopydb.driver.execute.scratch.ScratchTables;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.driver.transaction.ClusterTransaction;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.driver.transaction.Transactions;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.placement.KeyNull;
import io.canopydb.metadata.placement.ShardKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lays the rows of a table without a shard key where one says that they lie. Such a table is right
 * wherever its rows are, so this changes nothing that anybody could see, and need not be undone.
 *
 * <p>All is one transaction over the leaves, so that no row is lost or there twice whatever dies.
 * It deletes all rows, which waits for transactions that still write them; then it reads what it
 * deleted by connections beside it, which see the rows as they were, and inserts each where it
 * belongs. So there are no tables in between, and memory is bounded. Nobody else may use the table
 * meanwhile.
 */
public final class RowMover {
  private static final long BYTES_AT_A_TIME = 256L << 10;

  private final Transactions transactions;
  private final Door door;
  private final Dialect dialect;
  private final ScratchTables rows;

  public RowMover(Transactions transactions, Door door, Dialect dialect) {
    this.transactions = transactions;
    this.door = door;
    this.dialect = dialect;
    this.rows = ScratchTables.of(dialect.engine());
  }

  /**
   * What is to be moved.
   *
   * @param table as the partitions have it, with its new shard key
   * @param refusesNull whether NULL in the key is an error, since the key's columns become NOT NULL
   * @param holders the partitions of each leaf, in the order of the leaves' ids
   */
  public record Job(
      Identity credentials,
      String database,
      Table table,
      boolean refusesNull,
      Map<Leaf, List<Integer>> holders,
      SessionSettings settings) {}

  /** Refuses to go on where another may have taken over. */
  public interface Check {
    void stillMine() throws SQLException;
  }

  /** Moves the rows. */
  public void move(Job job, Check check) throws SQLException {
    Run run = new Run(job);
    try (ClusterTransaction transaction = transactions.begin(job.credentials(), job.database())) {
      try {
        run.into(transaction);
        check.stillMine();
      } catch (SQLException e) {
        transaction.rollback();
        throw transaction.told(e);
      } catch (RuntimeException e) {
        transaction.rollback();
        throw e;
      }
      transaction.commit();
    } finally {
      run.close();
    }
  }

  /** Whether a table has no row in any partition. */
  public boolean isEmpty(Job job) throws SQLException {
    for (Map.Entry<Leaf, List<Integer>> holder : job.holders().entrySet()) {
      try (LeafConnection connection = borrow(job, holder.getKey());
          Statement statement = connection.jdbc().createStatement()) {
        for (int ordinal : holder.getValue()) {
          String query = "SELECT 1 FROM " + name(job, ordinal) + " LIMIT 1";
          try (ResultSet found = statement.executeQuery(query)) {
            if (found.next()) {
              return false;
            }
          } catch (SQLException e) {
            connection.failed(e);
            throw e;
          }
        }
      }
    }
    return true;
  }

  /** Whether each row lies where its shard key says. */
  public boolean isPlaced(Job job) throws SQLException {
    ShardKey key = ShardKey.of(dialect.engine(), job.table());
    int partitions = job.holders().values().stream().mapToInt(List::size).sum();
    String forms = String.join(", ", ShardKeyForms.expressions(key, dialect));
    for (Map.Entry<Leaf, List<Integer>> holder : job.holders().entrySet()) {
      try (LeafConnection reader = borrow(job, holder.getKey())) {
        for (int ordinal : holder.getValue()) {
          WritersAwaited.await(reader, name(job, ordinal), dialect);
          String query = "SELECT " + forms + " FROM " + name(job, ordinal);
          if (!allIn(ordinal, reader, query, key, partitions)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean allIn(
      int ordinal, LeafConnection reader, String query, ShardKey key, int partitions)
      throws SQLException {
    boolean all = true;
    try (RowStream source = RowStream.open(reader, query, dialect.engine())) {
      while (source.next()) {
        List<@Nullable Object> values = ShardKeyForms.canonical(key, source.rows(), 1);
        all &= !values.contains(null) && key.partition(values, partitions) == ordinal;
      }
    }
    return all;
  }

  private LeafConnection borrow(Job job, Leaf leaf) throws SQLException {
    SessionSettings settings =
        switch (dialect.engine()) {
          // An hour that a summer time repeats would be read as one instant, and written as
          // another.
          case MYSQL -> job.settings().with("time_zone", "'+00:00'");
          case POSTGRESQL -> job.settings();
        };
    return door.open(Errand.SCHEMA, leaf, job.credentials(), job.database(), settings);
  }

  private String name(Job job, int ordinal) {
    return dialect.quoteName(dialect.partitionNamespace(job.database(), ordinal))
        + "."
        + dialect.quoteName(job.table().name());
  }

  /** One move, with the connections that it writes by. */
  private final class Run {
    private final Job job;
    private final ShardKey key;
    private final List<String> columns;
    private final int partitions;
    private final Map<Integer, LeafConnection> writers = new TreeMap<>();
    private final List<LeafConnection> borrowed = new ArrayList<>();
    private final TriggersAside triggers;

    Run(Job job) {
      this.job = job;
      this.key = ShardKey.of(dialect.engine(), job.table());
      this.columns =
          job.table().columns().stream()
              .filter(column -> !column.generated())
              .map(Column::name)
              .map(dialect::quoteName)
              .toList();
      this.partitions = job.holders().values().stream().mapToInt(List::size).sum();
      this.triggers = TriggersAside.of(dialect, job.table().name());
    }

    void into(ClusterTransaction transaction) throws SQLException {
      long taken = 0;
      for (Map.Entry<Leaf, List<Integer>> holder : job.holders().entrySet()) {
        LeafConnection writer = borrow(job, holder.getKey());
        borrowed.add(writer);
        transaction.join(writer);
        transaction.wrote(writer.leaf(), Participant.of(job.database(), holder.getValue()));
        transaction.begin(writer);
        for (int ordinal : holder.getValue()) {
          writers.put(ordinal, writer);
          taken += take(writer, ordinal);
        }
      }
      long given = 0;
      for (int ordinal : List.copyOf(writers.keySet())) {
        given += taken == 0 ? 0 : give(ordinal);
      }
      if (given != taken) {
        throw CanopyError.INTERNAL.with(
            "of " + taken + " rows of " + job.table().name() + " there were " + given);
      }
      for (Map.Entry<Integer, LeafConnection> writer : writers.entrySet()) {
        told(
            writer.getValue(),
            () -> triggers.back(writer.getValue().jdbc(), name(job, writer.getKey())));
      }
    }

    private long take(LeafConnection writer, int ordinal) throws SQLException {
      String name = name(job, ordinal);
      return told(
          writer,
          () -> {
            triggers.aside(
                writer.jdbc(), dialect.partitionNamespace(job.database(), ordinal), name);
            try (Statement statement = writer.jdbc().createStatement()) {
              return statement.executeLargeUpdate("DELETE FROM " + name);
            }
          });
    }

    /** Inserts what a partition had where it belongs. */
    private long give(int ordinal) throws SQLException {
      String query =
          "SELECT "
              + String.join(", ", columns)
              + ", "
              + String.join(", ", ShardKeyForms.expressions(key, dialect))
              + " FROM "
              + name(job, ordinal);
      @Nullable ScratchRows[] pending = new @Nullable ScratchRows[partitions];
      long given = 0;
      LeafConnection writer = Objects.requireNonNull(writers.get(ordinal));
      try (LeafConnection reader = borrow(job, writer.leaf());
          RowStream source = RowStream.open(reader, query, dialect.engine())) {
        while (source.next()) {
          int partition = partition(source.rows());
          ScratchRows waiting = pending[partition];
          if (waiting == null) {
            waiting = rows.newRows(columns.size(), BYTES_AT_A_TIME / partitions);
            pending[partition] = waiting;
          }
          waiting.add(new ReadRow(source.rows()));
          given++;
          if (waiting.full()) {
            write(waiting, partition);
          }
        }
      }
      for (int partition = 0; partition < partitions; partition++) {
        ScratchRows waiting = pending[partition];
        if (waiting != null && waiting.count() > 0) {
          write(waiting, partition);
        }
      }
      return given;
    }

    private int partition(ResultSet row) throws SQLException {
      List<@Nullable Object> values = ShardKeyForms.canonical(key, row, columns.size() + 1);
      if (values.contains(null)) {
        throw CanopyError.INTERNAL.with("a value without a canonical form in " + key);
      }
      if (job.refusesNull() && values.contains(KeyNull.NULL)) {
        // as MySQL and its driver say it
        throw new SQLException("Data truncation: Invalid use of NULL value", "22001", 1138);
      }
      return key.partition(values, partitions);
    }

    private void write(ScratchRows waiting, int partition) throws SQLException {
      LeafConnection writer = Objects.requireNonNull(writers.get(partition));
      String into = name(job, partition) + " (" + String.join(", ", columns) + ")";
      told(
          writer,
          () -> {
            waiting.write(writer.jdbc(), into);
            return waiting.count();
          });
      waiting.clear();
    }

    private long told(LeafConnection connection, Step step) throws SQLException {
      try {
        return step.run();
      } catch (SQLException e) {
        connection.failed(e);
        throw e;
      }
    }

    void close() {
      borrowed.forEach(LeafConnection::close);
    }
  }

  private interface Step {
    long run() throws SQLException;
  }
}
