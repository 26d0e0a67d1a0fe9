package io.canopydb.rebalancer.cli;

import io.canopydb.driver.command.CommandResult;
import io.canopydb.driver.command.ResultColumn;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionState;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The databases of a cluster, and how many of their partitions can be used now.
 *
 * @param online the leaves that answer
 */
record DatabaseList(Collection<Database> databases, Set<Integer> online) {

  boolean isEmpty() {
    return databases.isEmpty();
  }

  boolean allOnline() {
    return databases.stream()
        .allMatch(database -> usable(database) == database.partitionMap().count());
  }

  private long usable(Database database) {
    return database.partitionMap().partitions().stream().filter(this::usable).count();
  }

  private boolean usable(Partition partition) {
    return partition.state() == PartitionState.ONLINE
        && partition.masterLeaf().isPresent()
        && online.contains(partition.masterLeaf().getAsInt());
  }

  String table() {
    List<ResultColumn> columns =
        List.of(
            new ResultColumn("Database", JDBCType.VARCHAR),
            new ResultColumn("Partitions", JDBCType.BIGINT),
            new ResultColumn("Online_Partitions", JDBCType.BIGINT),
            new ResultColumn("Tables", JDBCType.BIGINT),
            new ResultColumn("Views", JDBCType.BIGINT));
    List<ValuesRow> rows = new ArrayList<>();
    for (Database database : databases) {
      rows.add(
          new ValuesRow(
              new Object[] {
                database.name(),
                database.partitionMap().count(),
                usable(database),
                database.tables().size(),
                database.views().size()
              }));
    }
    return TextTable.of(
        new CommandResult(columns, rows),
        columns.stream().map(ResultColumn::name).toArray(String[]::new));
  }
}
