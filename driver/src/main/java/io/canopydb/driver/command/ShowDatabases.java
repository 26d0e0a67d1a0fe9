package io.canopydb.driver.command;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.ShowCommand;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.PartitionState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SHOW DATABASES. A leaf is asked, so that LIKE and privileges are the engine's own; what it says
 * is cut down to the logical databases, and on MySQL to those plus the server's own.
 */
final class ShowDatabases {
  private static final Set<String> MYSQL_OWN =
      Set.of("information_schema", "mysql", "performance_schema", "sys");

  private ShowDatabases() {}

  static CommandResult run(ClusterSnapshot cluster, ShowCommand.ShowDatabases show, LeafDoor door)
      throws SQLException {
    String like = show.like();
    ResultRows rows =
        new ResultRows()
            .text(
                like != null && cluster.engine() == Engine.MYSQL
                    ? "Database (" + like + ")"
                    : "Database");
    if (show.extended()) {
      rows.number("Partitions", "Online_Partitions", "Tables", "Views").text("State");
    }
    for (String name : names(cluster, like, door)) {
      Database database = cluster.databases().get(name);
      if (!show.extended()) {
        rows.add(name);
      } else if (database != null) {
        addExtended(rows, database);
      }
    }
    return rows.result();
  }

  private static void addExtended(ResultRows rows, Database database) {
    long partitions = database.partitionMap().count();
    long online =
        database.partitionMap().partitions().stream()
            .filter(partition -> partition.state() == PartitionState.ONLINE)
            .count();
    rows.add(
        database.name(),
        partitions,
        online,
        database.tables().size(),
        database.views().size(),
        online == partitions ? "online" : online == 0 ? "offline" : "partly online");
  }

  private static List<String> names(ClusterSnapshot cluster, @Nullable String like, LeafDoor door)
      throws SQLException {
    SQLException failure = CanopyError.NO_LEAF.with();
    for (Leaf leaf : cluster.leaves().values()) {
      if (leaf.state() == LeafState.ONLINE) {
        try (LeafConnection connection = door.open(leaf, null)) {
          return names(connection, cluster, like);
        } catch (SQLException e) {
          failure = e;
        }
      }
    }
    throw failure;
  }

  private static List<String> names(
      LeafConnection connection, ClusterSnapshot cluster, @Nullable String like)
      throws SQLException {
    String sql =
        switch (cluster.engine()) {
          case MYSQL ->
              "SELECT schema_name FROM information_schema.schemata"
                  + (like == null ? "" : " WHERE schema_name LIKE ?")
                  + " ORDER BY schema_name";
          case POSTGRESQL ->
              "SELECT datname FROM pg_database"
                  + (like == null ? "" : " WHERE datname LIKE ?")
                  + " ORDER BY datname";
        };
    try (PreparedStatement statement = connection.jdbc().prepareStatement(sql)) {
      if (like != null) {
        statement.setString(1, like);
      }
      try (ResultSet result = statement.executeQuery()) {
        List<String> names = new ArrayList<>();
        while (result.next()) {
          String name = result.getString(1);
          if (cluster.databases().containsKey(name)
              || (cluster.engine() == Engine.MYSQL && MYSQL_OWN.contains(name))) {
            names.add(name);
          }
        }
        return names;
      }
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    }
  }
}
