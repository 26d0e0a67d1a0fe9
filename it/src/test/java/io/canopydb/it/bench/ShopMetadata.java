package io.canopydb.it.bench;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.PartitionState;
import io.canopydb.metadata.model.Role;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metadata of a cluster with the database {@code shop}, of any size. */
final class ShopMetadata {
  static final String DATABASE = "shop";

  private ShopMetadata() {}

  /** The table {@code account} is there, and others. */
  static ClusterSnapshot of(Engine engine, int leaves, int partitions, int tables) {
    Map<Integer, Leaf> byId = new HashMap<>();
    for (int id = 1; id <= leaves; id++) {
      byId.put(
          id,
          new Leaf(
              id,
              "leaf" + id,
              3306,
              engine,
              "1",
              1,
              LeafState.ONLINE,
              new LeafAccount("unused", "unused")));
    }
    List<Partition> all = new ArrayList<>();
    for (int ordinal = 0; ordinal < partitions; ordinal++) {
      PartitionInstance master = new PartitionInstance(1 + ordinal % leaves, Role.MASTER);
      all.add(new Partition(ordinal, PartitionState.ONLINE, List.of(master)));
    }
    Map<String, Table> byName = new HashMap<>();
    byName.put("account", table("account"));
    for (int i = 1; i < tables; i++) {
      byName.put("t" + i, table("t" + i));
    }
    Database shop = new Database(DATABASE, new PartitionMap(all), byName, Map.of(), Map.of());
    return new ClusterSnapshot(1, engine, byId, Map.of(DATABASE, shop), Map.of());
  }

  private static Table table(String name) {
    return new Table(
        name,
        new Distribution.Sharded(List.of("id")),
        List.of(
            new Column("id", "bigint", null, false, false, false, null),
            new Column("owner", "varchar(40)", null, false, false, false, null),
            new Column("balance", "bigint", null, false, false, false, null)),
        List.of(new UniqueKey("PRIMARY", true, List.of("id"))));
  }
}
