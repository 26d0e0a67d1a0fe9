package io.canopydb.driver.command;

import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionState;
import io.canopydb.metadata.model.Role;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SHOW PARTITIONS: where the partitions of one database lie. EXTENDED also tells what is there. */
final class ShowPartitions {
  private ShowPartitions() {}

  static CommandResult run(List<PartitionCopy> copies, boolean extended) {
    ResultRows rows =
        new ResultRows()
            .number("Ordinal")
            .text("Host")
            .number("Port")
            .text("Role")
            .number("Locked");
    if (extended) {
      rows.text("State").number("Lag_ms", "Bytes", "Rows").text("Last_Command", "Last_Error");
    }
    for (PartitionCopy copy : copies) {
      Leaf leaf = copy.leaf();
      int ordinal = copy.partition().ordinal();
      String host = leaf == null ? null : leaf.host();
      Integer port = leaf == null ? null : leaf.port();
      if (!extended) {
        rows.add(ordinal, host, port, word(copy.role()), 0);
        continue;
      }
      PartitionContents contents = copy.contents();
      rows.add(
          ordinal,
          host,
          port,
          word(copy.role()),
          0,
          state(copy),
          null, // no replicas yet, so no lag
          contents == null ? null : contents.bytes(),
          contents == null ? null : contents.rows(),
          null,
          copy.error());
    }
    return rows.result();
  }

  /** How a copy stands: one that its leaf does not show is offline, whatever the metadata hold. */
  static String state(PartitionCopy copy) {
    PartitionState state =
        copy.contents() == null ? PartitionState.OFFLINE : copy.partition().state();
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** A role as SHOW writes it: {@code Master}; null for null. */
  static @Nullable String word(@Nullable Role role) {
    if (role == null) {
      return null;
    }
    return switch (role) {
      case MASTER -> "Master";
      case REPLICA -> "Replica";
      case ORPHAN -> "Orphan";
    };
  }
}
