package io.canopydb.driver.parse.command;

import java.util.Locale;
import java.util.Optional;

/** The variables that hold for the whole cluster, and lie in ZooKeeper. */
public enum SyncVariable {
  REDUNDANCY_LEVEL,
  LEAF_FAILOVER_FANOUT,
  AUTO_ATTACH,
  DEFAULT_PARTITIONS_PER_LEAF,
  AUTO_INCREMENT_BLOCK_SIZE;

  /** Its name in SQL. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The variable of a name in SQL, in upper or lower case. */
  public static Optional<SyncVariable> of(String name) {
    for (SyncVariable variable : values()) {
      if (variable.name().equalsIgnoreCase(name)) {
        return Optional.of(variable);
      }
    }
    return Optional.empty();
  }
}
