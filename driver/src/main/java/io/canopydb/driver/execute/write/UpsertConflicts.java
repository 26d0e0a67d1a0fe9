package io.canopydb.driver.execute.write;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.place.RowPlacement;
import io.canopydb.driver.execute.place.StoredCells;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.plan.Upsert;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the rows that a row to be inserted would be a duplicate of, wherever they lie. */
final class UpsertConflicts implements AutoCloseable {
  private final Execution execution;
  private final PlacedRows insert;
  private final Upsert upsert;
  private final PartitionMap map;
  private final LeafStatements statements;
  private final StoredCells stored;
  private @Nullable List<String> order;

  UpsertConflicts(Execution execution, InsertRows insert, Upsert upsert) throws SQLException {
    this.execution = execution;
    this.insert = insert.placed();
    this.upsert = upsert;
    this.map = execution.map(this.insert.database());
    this.statements = new LeafStatements(execution.apart().streaming(0));
    TreeSet<Integer> cells = new TreeSet<>();
    upsert.keys().forEach(key -> cells.addAll(key.cells()));
    insert.lookups().forEach(lookup -> cells.addAll(lookup.cells()));
    this.stored = new StoredCells(execution, this.insert, List.copyOf(cells));
  }

  /**
   * A row that is there.
   *
   * @param key in which it is the same as the row to be inserted
   * @param image see {@link Upsert}
   */
  record Found(Upsert.Key key, int partition, List<SentValue> image) {}

  /** The partition where the row would lie. */
  int home(InsertRow row) throws SQLException {
    return new RowPlacement(execution, insert).partitions(List.of(row), map.count())[0];
  }

  /** What is stored for a key of the row. */
  List<SentValue> stored(InsertRow row, Upsert.Key key) throws SQLException {
    return stored(row, key.cells());
  }

  /** What is stored for cells of keys of the row. */
  List<SentValue> stored(InsertRow row, List<Integer> cells) throws SQLException {
    return stored.of(row, cells);
  }

  /**
   * The rows that are there, by the keys, all locked. Nothing is locked where there is none, since
   * MySQL would lock the gap.
   *
   * @param issued a column whose value was issued just now, so that no row has it; null for none
   * @param violated the key of which another session has a row that this transaction may not see
   *     yet; null for none
   */
  List<Found> of(InsertRow row, @Nullable String issued, Upsert.@Nullable Key violated)
      throws SQLException {
    List<Found> found = new ArrayList<>();
    for (Upsert.Key key : upsert.keys()) {
      if (issued != null && key.key().columns().contains(issued)) {
        continue;
      }
      List<SentValue> values = stored(row, key);
      if (values.stream().anyMatch(value -> value.value() == null)) {
        continue;
      }
      Found one = key.equals(violated) ? null : of(row, key, values, /* lock= */ false);
      if (one != null || key.equals(violated)) {
        one = of(row, key, values, /* lock= */ true);
      }
      if (one != null) {
        found.add(one);
      }
    }
    return found;
  }

  private @Nullable Found of(InsertRow row, Upsert.Key key, List<SentValue> values, boolean lock)
      throws SQLException {
    Upsert.Place place = key.lookup();
    int partition = place == null ? home(row) : partition(place, values, lock);
    if (partition < 0) {
      return null;
    }
    List<SentValue> image =
        first(key.find(), values, partition, upsert.width(), lock ? " FOR UPDATE" : "");
    return image == null ? null : new Found(key, partition, image);
  }

  /** The partition of the row with a global key; -1 where no lookup knows one. */
  private int partition(Upsert.Place place, List<SentValue> values, boolean lock)
      throws SQLException {
    int at = partition(place.rows(), values);
    String newest =
        switch (execution.dialect().engine()) {
          case MYSQL -> lock ? " FOR SHARE" : "";
          case POSTGRESQL -> "";
        };
    int width = place.shardKey().columns().size();
    List<SentValue> shardKey = first(place.select(), values, at, width, newest);
    return shardKey == null ? -1 : partition(place.shardKey(), shardKey);
  }

  /** Where a row with these values lies. */
  int partition(PlacedRows placed, List<SentValue> values) throws SQLException {
    InsertRow row = new InsertRow(placed.rows().get(0), execution.bindings(), 0);
    for (int i = 0; i < placed.keyPositions().size(); i++) {
      row.compute(i, values.get(i));
    }
    return new RowPlacement(execution, placed).partitions(List.of(row), map.count())[0];
  }

  /** The image of the row with an identity, locked; null where there is none. */
  @Nullable List<SentValue> image(int partition, List<SentValue> identity) throws SQLException {
    return first(upsert.image(), identity, partition, upsert.width(), "");
  }

  private @Nullable List<SentValue> first(
      LeafSql sql, List<SentValue> cells, int partition, int width, String lock)
      throws SQLException {
    LeafText text = execution.renderer().withRow(cells).render(sql, partition);
    LeafText locking = new LeafText(text.sql() + lock, text.parameters());
    SharedConnection connection =
        execution.acquire(execution.master(insert.database(), map, partition));
    try (LeafResult found = statements.query(connection, locking)) {
      if (!found.next()) {
        return null;
      }
      List<SentValue> values = new ArrayList<>(width);
      for (int i = 0; i < width; i++) {
        values.add(SentValue.of(found.row(), i, execution.dialect().engine()));
      }
      return values;
    }
  }

  /** Each row once. */
  List<Found> distinct(List<Found> found) {
    Map<String, Found> byIdentity = new LinkedHashMap<>();
    found.forEach(one -> byIdentity.putIfAbsent(identity(one), one));
    return List.copyOf(byIdentity.values());
  }

  /** A text that is the same for the same row. */
  String identity(Found found) {
    return found.partition()
        + found.image().subList(0, upsert.identity().size()).stream()
            .map(SentValue::text)
            .toList()
            .toString();
  }

  /**
   * The row that a duplicate updates: MySQL takes the first by the order of its indexes; PostgreSQL
   * minds one key only.
   */
  Found first(List<Found> found) throws SQLException {
    if (distinct(found).size() == 1 || execution.dialect().engine() == Engine.POSTGRESQL) {
      return found.get(0);
    }
    List<String> names = order == null ? readOrder() : order;
    order = names;
    return found.stream()
        .min(Comparator.comparing(one -> names.indexOf(one.key().key().name())))
        .orElseThrow();
  }

  private List<String> readOrder() throws SQLException {
    LeafText show =
        new LeafText(
            "SHOW INDEX FROM "
                + execution.dialect().quoteName(insert.table().name())
                + " FROM "
                + execution
                    .dialect()
                    .quoteName(execution.dialect().shellNamespace(insert.database())),
            List.of());
    SharedConnection connection = execution.acquire(execution.access().anyLeaf());
    List<String> names = new ArrayList<>();
    try (LeafResult rows = statements.query(connection, show)) {
      while (rows.next()) {
        names.add(rows.resultSet().getString("Key_name"));
      }
    }
    return names;
  }

  @Override
  public void close() throws SQLException {
    stored.close();
  }
}
