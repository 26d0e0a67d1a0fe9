package io.canopydb.driver.ddl;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All places of a database, by leaf: its shell first, then the partitions whose master it holds.
 *
 * @param byLeaf in the order of leaf ids; never empty
 */
record Places(Map<Leaf, List<Place>> byLeaf) {

  Places {
    byLeaf = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byLeaf));
  }

  /**
   * The places of a database.
   *
   * @throws SQLException where one of them can't be reached now: DDL is for every place or for none
   */
  static Places of(ClusterSnapshot snapshot, Database database, Dialect dialect)
      throws SQLException {
    Map<Leaf, List<Place>> places = new LinkedHashMap<>();
    for (Leaf leaf : usableLeaves(snapshot)) {
      List<Place> here = new ArrayList<>();
      here.add(new Place(leaf, dialect.shellNamespace(database.name()), Place.SHELL));
      places.put(leaf, here);
    }
    PartitionMap map = database.partitionMap();
    for (int ordinal = 0; ordinal < map.count(); ordinal++) {
      String namespace = dialect.partitionNamespace(database.name(), ordinal);
      Leaf leaf = snapshot.leaves().get(map.masterLeaf(ordinal));
      List<Place> here = leaf == null ? null : places.get(leaf);
      if (here == null) {
        throw CanopyError.PARTITION_OFFLINE.with(namespace);
      }
      here.add(new Place(java.util.Objects.requireNonNull(leaf), namespace, ordinal));
    }
    return new Places(places);
  }

  /**
   * The leaves that have every database's shell.
   *
   * @throws SQLException where a leaf is down: it would come back without what was changed
   */
  static List<Leaf> usableLeaves(ClusterSnapshot snapshot) throws SQLException {
    List<Leaf> usable = new ArrayList<>();
    for (Leaf leaf : snapshot.leaves().values()) {
      if (leaf.state() == LeafState.OFFLINE) {
        throw CanopyError.LEAF_UNREACHABLE.with(
            leaf.address(), "it is offline, and DDL needs every leaf");
      }
      if (leaf.state() == LeafState.ONLINE) {
        usable.add(leaf);
      }
    }
    if (usable.isEmpty()) {
      throw CanopyError.NO_LEAF.with();
    }
    return usable;
  }

  /** All places, in order. */
  List<Place> all() {
    return byLeaf.values().stream().flatMap(List::stream).toList();
  }

  /** The first shell. */
  Place first() {
    return byLeaf.values().iterator().next().get(0);
  }
}
