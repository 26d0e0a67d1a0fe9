package io.canopydb.rebalancer.cli;

import io.canopydb.driver.command.ClusterKeys;
import io.canopydb.driver.command.ClusterView;
import io.canopydb.driver.command.CommandResult;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** SHOW LEAVES as the commands print it. */
record LeafList(CommandResult leaves) {
  private static final String ONLINE = "online";

  /** Looks at all leaves; one that does not answer in that time is offline. */
  static LeafList of(MetadataStore store, ClusterKeySource keys, Duration patience)
      throws SQLException {
    try (AdminDoor door = new AdminDoor(ClusterKeys.of(keys, store), patience)) {
      return new LeafList(new ClusterView(store, door, door::connections).leaves(patience));
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

  /** The leaves, and below them why some don't answer. */
  String table() {
    StringBuilder text = new StringBuilder(rows());
    int error = TextTable.index(leaves, "Runtime_Error");
    for (ValuesRow row : leaves.rows()) {
      if (row.values()[error] != null) {
        text.append(System.lineSeparator()).append(row.values()[error]);
      }
    }
    return text.toString();
  }

  private String rows() {
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
