package io.canopydb.driver.execute.write;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.GlobalDuplicate;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.plan.KeyedLookup;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.plan.Upsert;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets the lookup tables follow the rows that one INSERT with its duplicates writes. */
final class UpsertLookups {
  private final Execution execution;
  private final PlacedRows insert;
  private final Upsert upsert;
  private final UpsertConflicts conflicts;
  private final PartitionMap map;
  private final LeafStatements statements;

  UpsertLookups(Execution execution, PlacedRows insert, Upsert upsert, UpsertConflicts conflicts)
      throws SQLException {
    this.execution = execution;
    this.insert = insert;
    this.upsert = upsert;
    this.conflicts = conflicts;
    this.map = execution.map(insert.database());
    this.statements = new LeafStatements(execution.apart());
  }

  /**
   * Brings the lookup tables from what a row was to what it is.
   *
   * @param before its image as it was; null where it is new
   * @param after its image as it is; null where it is gone
   */
  void follow(@Nullable List<SentValue> before, @Nullable List<SentValue> after)
      throws SQLException {
    for (KeyedLookup lookup : upsert.lookups()) {
      boolean was = before != null && whole(lookup, before);
      boolean is = after != null && whole(lookup, after);
      if (was && is && values(lookup, before).equals(values(lookup, after))) {
        continue;
      }
      if (was) {
        expectOne(forget(lookup, Objects.requireNonNull(before)));
      }
      if (is) {
        note(lookup, Objects.requireNonNull(after));
      }
    }
  }

  private static boolean whole(KeyedLookup lookup, List<SentValue> image) {
    return lookup.nullable().stream().allMatch(cell -> image.get(cell).value() != null);
  }

  private static List<@Nullable String> values(
      KeyedLookup lookup, @Nullable List<SentValue> image) {
    List<@Nullable String> values = new ArrayList<>();
    lookup.gone().forEach(cell -> values.add(Objects.requireNonNull(image).get(cell).text()));
    return values;
  }

  private int partition(KeyedLookup lookup, List<SentValue> image) throws SQLException {
    return conflicts.partition(lookup.placement(), lookup.gone().stream().map(image::get).toList());
  }

  /** Deletes the lookup row of an image; how many there were. */
  long forget(KeyedLookup lookup, List<SentValue> image) throws SQLException {
    int partition = partition(lookup, image);
    return written(
        partition, execution.renderer().withRow(image).render(lookup.delete(), partition));
  }

  private void note(KeyedLookup lookup, List<SentValue> image) throws SQLException {
    int partition = partition(lookup, image);
    LeafSql sql = Objects.requireNonNull(lookup.insert());
    try {
      written(partition, execution.renderer().withRow(image).render(sql, partition));
    } catch (SQLException e) {
      if (!execution.dialect().errors().duplicateKey(e)) {
        throw e;
      }
      // Of a row that replaces others, all that are there are gone: this one came meanwhile.
      throw upsert.way() == Upsert.Way.REPLACE
          ? CanopyError.ROW_CHANGED.with(insert.table().name())
          : GlobalDuplicate.of(
              e, lookup.key(), insert.table().name(), execution.dialect().engine());
    }
  }

  /** Writes in a partition; how many rows. */
  long written(int partition, LeafText text) throws SQLException {
    return written(partition, text, statements);
  }

  /** Likewise, by the statements of an execution of its own. */
  long written(int partition, LeafText text, LeafStatements by) throws SQLException {
    SharedConnection connection = connection(partition);
    try {
      return by.update(connection, text);
    } finally {
      connection.release();
    }
  }

  /** A connection to a partition, to write there. */
  SharedConnection connection(int partition) throws SQLException {
    SharedConnection connection =
        execution.acquire(execution.master(insert.database(), map, partition));
    connection.wrote(Participant.of(insert.database(), partition));
    return connection;
  }

  /** A row that was locked, or its lookup row, can only be there once. */
  void expectOne(long rows) throws SQLException {
    if (rows != 1) {
      throw CanopyError.ROW_CHANGED.with(insert.table().name());
    }
  }
}
