package io.canopydb.driver.execute;

import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The partitions that an execution addresses, by the leaf that holds their master.
 *
 * @param byLeaf never empty; nor are its lists, which ascend
 */
public record Scatter(PartitionMap map, Map<Leaf, List<Integer>> byLeaf) {

  /** Where no row can be wanted it is one partition, which says what no rows look like. */
  public static Scatter of(Execution execution, String database, PartitionChoice choice)
      throws SQLException {
    PartitionMap map = execution.map(database);
    BitSet wanted = new PartitionChooser(execution.bindings(), map.count()).all(choice);
    if (wanted.isEmpty()) {
      wanted.set(0);
    }
    Map<Leaf, List<Integer>> byLeaf = new LinkedHashMap<>();
    for (int p = wanted.nextSetBit(0); p >= 0; p = wanted.nextSetBit(p + 1)) {
      byLeaf.computeIfAbsent(execution.master(database, map, p), leaf -> new ArrayList<>()).add(p);
    }
    return new Scatter(map, byLeaf);
  }

  public boolean onePartition() {
    return byLeaf.size() == 1 && first().getValue().size() == 1;
  }

  public Map.Entry<Leaf, List<Integer>> first() {
    return byLeaf.entrySet().iterator().next();
  }
}
