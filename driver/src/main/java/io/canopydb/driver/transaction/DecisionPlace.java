package io.canopydb.driver.transaction;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.PartitionMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The partition that holds a transaction's decision. The partition and not its leaf: the decision
 * goes where the partition goes.
 *
 * @param database the database's name, hashed, since MySQL has little room in a transaction's name
 * @param ordinal of the partition
 */
public record DecisionPlace(String database, int ordinal) {
  private static final int HASH_LENGTH = 16;

  /**
   * Where the partition is now.
   *
   * @param leaf of its master
   */
  public record Found(Leaf leaf, String database, int ordinal) {
    DecisionPlace place() {
      return new DecisionPlace(hash(database), ordinal);
    }

    /** The quoted name of the decision table. */
    String table() {
      return DecisionTable.qualified(Dialect.of(leaf.engine()), database, ordinal);
    }
  }

  /** The partition's place now; empty where its database is gone, or it has no online master. */
  public Optional<Found> find(ClusterSnapshot cluster) {
    for (Database found : cluster.databases().values()) {
      if (hash(found.name()).equals(database) && ordinal < found.partitionMap().count()) {
        Leaf leaf = cluster.leaves().get(found.partitionMap().masterLeaf(ordinal));
        return leaf == null
            ? Optional.empty()
            : Optional.of(new Found(leaf, found.name(), ordinal));
      }
    }
    return Optional.empty();
  }

  /** Whether the database is there at all. */
  public boolean known(ClusterSnapshot cluster) {
    return cluster.databases().keySet().stream().anyMatch(name -> hash(name).equals(database));
  }

  /**
   * A partition whose master is on a leaf, of this database if it has one there.
   *
   * @param others whether a partition of another database will do: MySQL's connections write to all
   */
  static Optional<Found> on(
      Leaf leaf, @Nullable String database, boolean others, ClusterSnapshot cluster) {
    Database own = database == null ? null : cluster.databases().get(database);
    Optional<Found> found = own == null ? Optional.empty() : on(leaf, own);
    if (found.isPresent() || !others) {
      return found;
    }
    return cluster.databases().values().stream()
        .flatMap(other -> on(leaf, other).stream())
        .findFirst();
  }

  /** A partition whose master is on any online leaf; see the other method. */
  static Optional<Found> anywhere(
      @Nullable String database, boolean others, ClusterSnapshot cluster) {
    return cluster.leaves().values().stream()
        .filter(leaf -> leaf.state() == LeafState.ONLINE)
        .flatMap(leaf -> on(leaf, database, others, cluster).stream())
        .findFirst();
  }

  private static Optional<Found> on(Leaf leaf, Database database) {
    PartitionMap map = database.partitionMap();
    for (int ordinal = 0; ordinal < map.count(); ordinal++) {
      if (map.masterLeaf(ordinal) == leaf.id()) {
        return Optional.of(new Found(leaf, database.name(), ordinal));
      }
    }
    return Optional.empty();
  }

  private static String hash(String database) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(database.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
