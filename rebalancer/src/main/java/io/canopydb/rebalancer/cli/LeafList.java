package io.canopydb.rebalancer.cli;

import io.canopydb.driver.command.ClusterKeys;
import io.canopydb.driver.command.ClusterView;
import io.canopydb.driver.command.CommandResult;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.parse.command.ShowCommand;
import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** SHOW LEAVES as the commands print it. */
record LeafList(CommandResult leaves) {
  private static final String ONLINE = "online";

  /** Looks at all leaves; one that does not answer within two seconds is offline. */
  static LeafList of(MetadataStore store, ClusterKeySource keys) throws SQLException {
    try (AdminDoor door = new AdminDoor(ClusterKeys.of(keys, store))) {
      return new LeafList(
          new ClusterView(store, door, door::connections).show(new ShowCommand.ShowLeaves(), null));
    }
  }

  boolean isEmpty() {
    return leaves.rows().isEmpty();
  }

  /** The ids of the leaves that are in use and answer. */
  Set<Integer> online() {
    int id = TextTable.index(leaves, "NodeId");
    int state = TextTable.index(leaves, "State");
    int runtime = TextTable.index(leaves, "Runtime_State");
    Set<Integer> online = new TreeSet<>();
    for (ValuesRow row : leaves.rows()) {
      if (ONLINE.equals(row.values()[state])
          && ONLINE.equals(row.values()[runtime])
          && row.values()[id] instanceof Long number) {
        online.add(Math.toIntExact(number));
      }
    }
    return online;
  }

  boolean allOnline() {
    return online().size() == leaves.rows().size();
  }

  String table() {
    return TextTable.of(
        leaves,
        "NodeId",
        "Host",
        "Port",
        "Availability_Group",
        "State",
        "Runtime_State",
        "Average_Roundtrip_Latency_ms",
        "Engine",
        "Version");
  }
}
