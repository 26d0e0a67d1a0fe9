package io.canopydb.driver.parse.command;

import org.jspecify.annotations.Nullable;

/** Commands that show the state of the cluster. */
public sealed interface ShowCommand extends ClusterCommand {

  record ShowLeaves() implements ShowCommand {}

  record ShowAggregators(boolean extended) implements ShowCommand {}

  /** SHOW PARTITIONS; {@code database} is null where the session's own is meant. */
  record ShowPartitions(boolean extended, @Nullable String database) implements ShowCommand {}

  record ShowClusterStatus() implements ShowCommand {}

  record ShowRebalanceStatus(String database) implements ShowCommand {}

  record ShowRebalanceAllDatabasesStatus() implements ShowCommand {}

  /** SHOW DATABASES; {@code like} is the pattern, unquoted, or null. */
  record ShowDatabases(boolean extended, @Nullable String like) implements ShowCommand {}

  record ShowDatabaseStatus() implements ShowCommand {}

  record ShowLeafStatus() implements ShowCommand {}

  record ShowTransactions() implements ShowCommand {}
}
