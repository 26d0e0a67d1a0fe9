package io.canopydb.rebalancer.master;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.rebalancer.leaf.Finding;
import io.canopydb.rebalancer.leaf.LeafAdmin;
import io.canopydb.rebalancer.leaf.LeafIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a server may join a cluster. Everything here only looks. Refuses with LEAF_UNSUITABLE.
 *
 * @param server where it is, for messages
 * @param clusterId the cluster it is to join
 * @param cluster that cluster, as of now
 */
record JoinCheck(HostPort server, String clusterId, ClusterSnapshot cluster) {

  /** What is already known of the server: nothing, or how far an earlier try came. */
  sealed interface Standing {
    /** It has nothing to do with any cluster. */
    record Stranger() implements Standing {}

    /** It was joining this cluster when that was broken off. */
    record Joining(LeafIdentity identity) implements Standing {}

    /** This very request has already made it a leaf. */
    record Joined(Leaf leaf, LeafIdentity identity) implements Standing {}
  }

  /** Where the server stands; refuses a leaf of another cluster, and one that is there already. */
  Standing standing(Optional<LeafIdentity> found, String requestId) throws SQLException {
    if (found.isEmpty()) {
      for (Leaf leaf : cluster.leaves().values()) {
        if (leaf.host().equals(server.host()) && leaf.port() == server.port()) {
          throw refuse(
              "leaf "
                  + leaf.id()
                  + " of this cluster has that address, and the server knows"
                  + " nothing of it, so it is not the one that was added",
              "bring the old server back");
        }
      }
      return new Standing.Stranger();
    }
    LeafIdentity identity = found.get();
    if (!identity.clusterId().equals(clusterId)) {
      throw refuse(
          "it is leaf " + identity.leafId() + " of another cluster, " + identity.clusterId(),
          "take another server; if that cluster is gone, drop the table canopy.leaf on it");
    }
    Leaf leaf = cluster.leaves().get(identity.leafId());
    if (leaf != null) {
      if (identity.requestId().equals(requestId)) {
        return new Standing.Joined(leaf, identity);
      }
      throw refuse(
          "it is leaf " + leaf.id() + " of this cluster already, as " + leaf.address(),
          "see SHOW LEAVES");
    }
    return switch (identity.stage()) {
      case JOINING -> new Standing.Joining(identity);
      case ADMITTED ->
          throw refuse(
              "it was leaf " + identity.leafId() + " of this cluster, and may hold old data",
              "if nothing on it is needed, drop its databases and its table canopy.leaf");
    };
  }

  /**
   * Checks version and settings.
   *
   * @return warnings
   */
  List<String> settings(LeafAdmin admin, Connection connection) throws SQLException {
    List<String> problems = new ArrayList<>();
    List<String> remedies = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Finding finding : admin.check(connection)) {
      if (finding.required()) {
        problems.add(finding.problem());
        remedies.add(finding.remedy());
      } else {
        warnings.add(finding.toString());
      }
    }
    if (!problems.isEmpty()) {
      throw refuse(String.join(", and ", problems), String.join(", and ", remedies));
    }
    return warnings;
  }

  /** Refuses a server on which the same SQL could give other results than on a leaf. */
  void likeness(Map<String, String> own, Leaf leaf, Map<String, String> ofLeaf)
      throws SQLException {
    List<String> problems = new ArrayList<>();
    List<String> remedies = new ArrayList<>();
    ofLeaf.forEach(
        (name, value) -> {
          String has = own.get(name);
          if (has != null && !has.equals(value)) {
            problems.add(name + " is '" + has + "', and '" + value + "' on leaf " + leaf.address());
            remedies.add("set " + name + " alike on all leaves");
          }
        });
    if (!problems.isEmpty()) {
      throw refuse(String.join(", and ", problems), String.join(", and ", remedies));
    }
  }

  /** Refuses a server that has databases under names which the cluster would use there. */
  void names(Set<String> databases) throws SQLException {
    Dialect dialect = Dialect.of(cluster.engine());
    for (Database database : cluster.databases().values()) {
      for (String name : databases) {
        boolean partition = false;
        for (int i = 0; i < database.partitionMap().count() && !partition; i++) {
          partition = name.equalsIgnoreCase(dialect.partitionNamespace(database.name(), i));
        }
        if (partition || name.equalsIgnoreCase(database.name())) {
          throw refuse(
              "it has a database "
                  + name
                  + ", which the cluster's database "
                  + database.name()
                  + " needs the name of",
              "drop or rename it");
        }
      }
    }
  }

  private SQLException refuse(String problem, String remedy) {
    return CanopyError.LEAF_UNSUITABLE.with(server.toString(), problem, remedy);
  }
}
