package io.canopydb.driver.command;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.Role;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** SHOW CLUSTER STATUS: every partition instance, as it is beside as it should be. */
final class ShowClusterStatus {
  private ShowClusterStatus() {}

  static CommandResult run(ClusterSnapshot cluster, LeafDoor door) throws SQLException {
    ResultRows rows =
        new ResultRows()
            .number("NODE_ID")
            .text("HOST")
            .number("PORT")
            .text("DATABASE_NAME", "ROLE", "STATE", "POSITION", "MASTER_HOST")
            .number("MASTER_PORT", "METADATA_MASTER_NODE_ID")
            .text("METADATA_MASTER_HOST")
            .number("METADATA_MASTER_PORT")
            .text("METADATA_ROLE", "DETAILS");
    for (Database database : cluster.databases().values()) {
      for (PartitionCopy copy : PartitionCopy.inspected(cluster, database, door)) {
        add(rows, cluster, database, copy);
      }
    }
    return rows.result();
  }

  private static void add(
      ResultRows rows, ClusterSnapshot cluster, Database database, PartitionCopy copy) {
    Leaf leaf = copy.leaf();
    Leaf master = copy.role() == Role.REPLICA ? master(cluster, copy) : null;
    rows.add(
        leaf == null ? null : leaf.id(),
        leaf == null ? null : leaf.host(),
        leaf == null ? null : leaf.port(),
        Dialect.of(cluster.engine())
            .partitionNamespace(database.name(), copy.partition().ordinal()),
        // Without replication a copy that is there plays the part that it should.
        copy.contents() == null ? null : ShowPartitions.word(copy.role()),
        ShowPartitions.state(copy),
        null,
        null,
        null,
        master == null ? null : master.id(),
        master == null ? null : master.host(),
        master == null ? null : master.port(),
        ShowPartitions.word(copy.role()),
        copy.error());
  }

  private static @Nullable Leaf master(ClusterSnapshot cluster, PartitionCopy copy) {
    OptionalInt id = copy.partition().masterLeaf();
    return id.isPresent() ? cluster.leaves().get(id.getAsInt()) : null;
  }
}
