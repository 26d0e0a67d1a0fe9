package io.canopydb.driver.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.parse.command.LeafCommand;
import io.canopydb.driver.parse.command.PartitionCommand;
import io.canopydb.driver.parse.command.ShowCommand;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.PartitionState;
import io.canopydb.metadata.model.Role;
import io.canopydb.metadata.store.Aggregator;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What SHOW gives, where the leaves have nothing to say or do not answer. */
class ShowTest {
  private static final ClusterSnapshot CLUSTER = cluster();

  private static ClusterSnapshot cluster() {
    List<Partition> partitions =
        List.of(
            new Partition(0, PartitionState.ONLINE, List.of(new PartitionInstance(1, Role.MASTER))),
            new Partition(
                1,
                PartitionState.ONLINE,
                List.of(
                    new PartitionInstance(2, Role.MASTER), new PartitionInstance(1, Role.REPLICA))),
            new Partition(2, PartitionState.OFFLINE, List.of()));
    return new ClusterSnapshot(5, Engine.MYSQL, Map.of(), Map.of(), Map.of())
        .withLeaf(leaf(1, 3301))
        .withLeaf(leaf(2, 3302))
        .withDatabase(
            new Database("shop", new PartitionMap(partitions), Map.of(), Map.of(), Map.of()));
  }

  private static Leaf leaf(int id, int port) {
    return new Leaf(
        id,
        "10.0.0.1",
        port,
        Engine.MYSQL,
        "8.4.2",
        id,
        LeafState.ONLINE,
        new LeafAccount("root", "sealed"));
  }

  private static List<String> names(CommandResult result) {
    return result.columns().stream().map(ResultColumn::name).toList();
  }

  private static List<List<Object>> rows(CommandResult result) {
    List<List<Object>> rows = new ArrayList<>();
    for (ValuesRow row : result.rows()) {
      rows.add(Arrays.asList(row.values()));
    }
    return rows;
  }

  @Test
  void partitionsHaveARowForEveryCopyAndForEveryPartitionWithout() {
    CommandResult result =
        ShowPartitions.run(PartitionCopy.listed(CLUSTER, CLUSTER.databases().get("shop")), false);
    assertThat(names(result)).containsExactly("Ordinal", "Host", "Port", "Role", "Locked");
    assertThat(rows(result))
        .containsExactly(
            Arrays.asList(0L, "10.0.0.1", 3301L, "Master", 0L),
            Arrays.asList(1L, "10.0.0.1", 3302L, "Master", 0L),
            Arrays.asList(1L, "10.0.0.1", 3301L, "Replica", 0L),
            Arrays.asList(2L, null, null, null, 0L));
  }

  @Test
  void clusterStatusHasKnownColumnsAndSaysWhyALeafIsNotSeen() throws SQLException {
    CommandResult result =
        ShowClusterStatus.run(
            CLUSTER,
            (leaf, database) -> {
              throw CanopyError.LEAF_UNREACHABLE.with(leaf.address(), "refused");
            });
    assertThat(names(result))
        .containsExactly(
            "NODE_ID",
            "HOST",
            "PORT",
            "DATABASE_NAME",
            "ROLE",
            "STATE",
            "POSITION",
            "MASTER_HOST",
            "MASTER_PORT",
            "METADATA_MASTER_NODE_ID",
            "METADATA_MASTER_HOST",
            "METADATA_MASTER_PORT",
            "METADATA_ROLE",
            "DETAILS");
    List<Object> replica = rows(result).get(2);
    assertThat(replica.subList(0, 6))
        .isEqualTo(Arrays.asList(1L, "10.0.0.1", 3301L, "shop_1", null, "offline"));
    assertThat(replica.subList(9, 13)).isEqualTo(Arrays.asList(2L, "10.0.0.1", 3302L, "Replica"));
    assertThat((String) replica.get(13)).contains("leaf 10.0.0.1:3301 can't be reached: refused");
  }

  @Test
  void leavesThatDoNotAnswerAreOfflineAndThoseThatRefuseTheAccountAreNot() throws SQLException {
    CommandResult result =
        ShowLeaves.run(
            CLUSTER.leaves(),
            (leaf, database) -> {
              throw leaf.id() == 1
                  ? CanopyError.LEAF_UNREACHABLE.with(leaf.address(), "refused")
                  : CanopyError.AUTHENTICATION.with(leaf.address(), "app", "access denied");
            },
            leaf -> 3,
            LeafPoll.PATIENCE);
    assertThat(names(result))
        .containsExactly(
            "Host",
            "Port",
            "Availability_Group",
            "Pair_Host",
            "Pair_Port",
            "State",
            "Opened_Connections",
            "Average_Roundtrip_Latency_ms",
            "NodeId",
            "Grace_Period_in_Seconds",
            "Runtime_State",
            "Engine",
            "Version",
            "Replication_Lag_ms",
            "Runtime_Error");
    assertThat(rows(result))
        .containsExactly(
            Arrays.asList(
                "10.0.0.1",
                3301L,
                1L,
                null,
                null,
                "online",
                3L,
                null,
                1L,
                null,
                "offline",
                "mysql",
                "8.4.2",
                null,
                CanopyError.LEAF_UNREACHABLE.with("10.0.0.1:3301", "refused").getMessage()),
            Arrays.asList(
                "10.0.0.1",
                3302L,
                2L,
                null,
                null,
                "online",
                3L,
                null,
                2L,
                null,
                "online",
                "mysql",
                "8.4.2",
                null,
                CanopyError.AUTHENTICATION
                    .with("10.0.0.1:3302", "app", "access denied")
                    .getMessage()));
  }

  @Test
  void aggregatorsShowWhoIsMasterAndADriverHasNoRole() {
    CommandResult result =
        ShowAggregators.run(
            List.of(
                new Aggregator("a1", "app", 0, Aggregator.Kind.DRIVER, false, 4),
                new Aggregator("a2", "px", 3306, Aggregator.Kind.PROXY, true, 5),
                new Aggregator("a3", "mg", 0, Aggregator.Kind.MANAGER, false, 5)));
    assertThat(names(result))
        .containsExactly(
            "Host",
            "Port",
            "State",
            "Opened_Connections",
            "Average_Roundtrip_Latency_ms",
            "Master_Aggregator",
            "Role",
            "NodeID",
            "Runtime_State",
            "Kind",
            "Map_Version");
    assertThat(result.columns().get(1).type()).isEqualTo(JDBCType.BIGINT);
    assertThat(rows(result))
        .containsExactly(
            Arrays.asList(
                "app", null, "online", null, null, 0L, null, "a1", "online", "driver", 4L),
            Arrays.asList(
                "px", 3306L, "online", null, null, 1L, "Leader", "a2", "online", "proxy", 5L),
            Arrays.asList(
                "mg", null, "online", null, null, 0L, "Follower", "a3", "online", "manager", 5L));
  }

  @Test
  void commandsOfLaterVersionsAreRefusedByTheirWords() {
    HostPort leaf = new HostPort("h", 1);
    assertThat(LaterVersion.words(new LeafCommand.RemoveLeaf(leaf, false, false, false)))
        .isEqualTo("REMOVE LEAF");
    assertThat(LaterVersion.words(new PartitionCommand.RebalanceAllDatabases(false)))
        .isEqualTo("REBALANCE ALL DATABASES");
    assertThat(LaterVersion.words(new ShowCommand.ShowRebalanceStatus("shop")))
        .isEqualTo("SHOW REBALANCE STATUS");
    assertThatThrownBy(
            () -> {
              throw LaterVersion.refuse(new ShowCommand.ShowLeafStatus());
            })
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessage("SHOW LEAF STATUS is not supported; it comes with a later version");
  }
}
