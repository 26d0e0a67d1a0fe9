package io.canopydb.driver.parse.command;

import java.util.OptionalInt;

/** Commands on logical databases. */
public sealed interface DatabaseCommand extends ClusterCommand {

  /**
   * CREATE DATABASE, on MySQL also written CREATE SCHEMA.
   *
   * @param partitions empty where default_partitions_per_leaf decides
   * @param options what else was written, such as {@code CHARACTER SET utf8mb4}: the engine's own
   *     words, to be sent as they are
   */
  record CreateDatabase(
      String database, boolean ifNotExists, OptionalInt partitions, String options)
      implements DatabaseCommand {}

  /** DROP DATABASE, on MySQL also written DROP SCHEMA. */
  record DropDatabase(String database, boolean ifExists) implements DatabaseCommand {}

  /** ALTER DATABASE db PARTITIONS n. */
  record AlterPartitions(String database, int partitions) implements DatabaseCommand {}
}
