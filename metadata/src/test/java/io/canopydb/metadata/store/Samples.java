package io.canopydb.metadata.store;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.Sequence;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.model.View;
import io.canopydb.metadata.placement.PartitionLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Metadata to store. */
final class Samples {

  private Samples() {}

  static Leaf leaf(int id) {
    return new Leaf(
        id,
        "db" + id,
        3306,
        Engine.MYSQL,
        "8.4.3",
        1 + (id + 1) % 2,
        LeafState.ONLINE,
        new LeafAccount("canopy", "canopy1:00000000:AAAA"));
  }

  static PartitionMap map(int partitions, int leaves) {
    List<Leaf> all = new ArrayList<>();
    for (int id = 1; id <= leaves; id++) {
      all.add(leaf(id));
    }
    return PartitionLayout.single(partitions, all);
  }

  static Table table(String name) {
    return new Table(
        name,
        new Distribution.Sharded(List.of("id")),
        List.of(
            new Column("id", "bigint", null, false, true, false, null),
            new Column("name", "varchar(100)", "utf8mb4_0900_ai_ci", true, false, false, null),
            new Column("price", "decimal(12,2)", null, false, false, false, "0.00")),
        List.of(new UniqueKey("PRIMARY", true, List.of("id"))));
  }

  /** A database with two tables, a view and a sequence. */
  static Database database(String name) {
    return new Database(
        name,
        map(8, 4),
        Map.of("orders", table("orders"), "a/b \u6728", table("a/b \u6728")),
        Map.of("v", new View("v", List.of("id"), "SELECT id FROM orders")),
        Map.of("s", new Sequence("s", 1, 1)));
  }

  /** The database with a table added or replaced. */
  static Database with(Database database, Table table) {
    Map<String, Table> tables = new TreeMap<>(database.tables());
    tables.put(table.name(), table);
    return database.withTables(tables);
  }

  /** The database without a table. */
  static Database without(Database database, String table) {
    Map<String, Table> tables = new TreeMap<>(database.tables());
    tables.remove(table);
    return database.withTables(tables);
  }
}
