package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.parse.StatementKind.Cluster;
import io.canopydb.driver.parse.command.LeafCommand.AddLeaf;
import io.canopydb.metadata.model.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterCommandParserTest {

  private static StatementKind kind(Engine engine, String sql) {
    return StatementClassifier.classify(Lexer.lex(sql, LexerRules.of(engine)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "REMOVE LEAF 'a':1 FORCE KILL ENSURE_PARTITION_SAFETY | RemoveLeaf[leaf=a:1, force=true, kill=true, ensurePartitionSafety=true]",
        "REMOVE LEAF db-1.example.com:3306 | RemoveLeaf[leaf=db-1.example.com:3306, force=false, kill=false, ensurePartitionSafety=false]",
        "REMOVE LEAF [::1]:3306 | RemoveLeaf[leaf=::1:3306, force=false, kill=false, ensurePartitionSafety=false]",
        "detach leaf 10.0.0.1:3306 KILL | DetachLeaf[leaf=10.0.0.1:3306, kill=true, ensurePartitionSafety=false]",
        "DETACH LEAVES ('a':1, b:2) ENSURE_PARTITION_SAFETY | DetachLeaves[leaves=[a:1, b:2], ensurePartitionSafety=true]",
        "ATTACH LEAF 'a':1 FORCE NO REBALANCE | AttachLeaf[leaf=a:1, force=true, noRebalance=true]",
        "ATTACH LEAF ALL NO REBALANCE; | AttachAllLeaves[force=false, noRebalance=true]",
        "ADD AGGREGATOR root@'a':1 | AggregatorMembership[add=true]",
        "REMOVE AGGREGATOR 'a':1 | AggregatorMembership[add=false]",
        "REBALANCE PARTITIONS ON shop FULL KILL | RebalancePartitions[database=shop, full=true, force=false, kill=true, ensureOnlineNodes=false, explain=false]",
        "EXPLAIN REBALANCE PARTITIONS ON shop FORCE | RebalancePartitions[database=shop, full=false, force=true, kill=false, ensureOnlineNodes=false, explain=true]",
        "EXPLAIN REBALANCE ALL DATABASES | RebalanceAllDatabases[explain=true]",
        "RESTORE REDUNDANCY ON shop | RestoreRedundancy[database=shop, explain=false]",
        "EXPLAIN CLEAR ORPHAN DATABASES | ClearOrphanDatabases[explain=true]",
        "COPY PARTITION shop:3 TO 'a':1 | CopyPartition[partition=PartitionName[database=shop, ordinal=3], to=a:1]",
        "MOVE PARTITION shop : 3 TO a:1 | MovePartition[partition=PartitionName[database=shop, ordinal=3], to=a:1]",
        "PROMOTE PARTITION shop:0 ON a:1 | PromotePartition[partition=PartitionName[database=shop, ordinal=0], on=a:1]",
        "DROP PARTITION shop:0 INSTANCE ON a:1 | DropPartition[partition=PartitionName[database=shop, ordinal=0], on=a:1]",
        "CREATE DATABASE shop | CreateDatabase[database=shop, ifNotExists=false, partitions=OptionalInt.empty, options=]",
        "CREATE DATABASE IF NOT EXISTS shop ENCODING 'UTF8' PARTITIONS 8 LOCALE x | CreateDatabase[database=shop, ifNotExists=true, partitions=OptionalInt[8], options=ENCODING 'UTF8' LOCALE x]",
        "DROP DATABASE IF EXISTS shop | DropDatabase[database=shop, ifExists=true]",
        "ALTER DATABASE shop PARTITIONS 16 | AlterPartitions[database=shop, partitions=16]",
        "SHOW LEAVES | ShowLeaves[]",
        "SHOW AGGREGATORS EXTENDED | ShowAggregators[extended=true]",
        "SHOW PARTITIONS | ShowPartitions[extended=false, database=null]",
        "SHOW PARTITIONS EXTENDED ON shop | ShowPartitions[extended=true, database=shop]",
        "SHOW CLUSTER STATUS | ShowClusterStatus[]",
        "SHOW REBALANCE STATUS ON shop | ShowRebalanceStatus[database=shop]",
        "SHOW REBALANCE ALL DATABASES STATUS | ShowRebalanceAllDatabasesStatus[]",
        "SHOW DATABASES EXTENDED LIKE 's%' | ShowDatabases[extended=true, like=s%]",
        "SHOW DATABASES | ShowDatabases[extended=false, like=null]",
        "SHOW DATABASE STATUS | ShowDatabaseStatus[]",
        "SHOW LEAF STATUS | ShowLeafStatus[]",
        "SHOW TRANSACTIONS | ShowTransactions[]",
        "SETTLE TRANSACTION 'a.b.1' | SettleTransaction[id=a.b.1, commit=null]",
        "SETTLE TRANSACTION 'a.b.1' COMMIT | SettleTransaction[id=a.b.1, commit=true]",
        "SETTLE TRANSACTION 'a.b.1' ROLLBACK | SettleTransaction[id=a.b.1, commit=false]",
        "SET GLOBAL redundancy_level = 2 | SetSyncVariable[variable=REDUNDANCY_LEVEL, value=2]",
        "SET GLOBAL leaf_failover_fanout = 'paired' | SetSyncVariable[variable=LEAF_FAILOVER_FANOUT, value=paired]",
        "SET GLOBAL Auto_Attach = off | SetSyncVariable[variable=AUTO_ATTACH, value=off]",
      })
  void commandsAreReadAlikeOnBothEngines(String sql, String expected) {
    for (Engine engine : Engine.values()) {
      assertThat(((Cluster) kind(engine, sql)).command()).hasToString(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aLeafIsAddedWithItsAccount(Engine engine) {
    for (String sql :
        new String[] {
          "ADD LEAF root:'p''w@:'@'10.0.0.1':3306 INTO GROUP 2",
          "ADD LEAF 'root':'p''w@:'@10.0.0.1:3306 INTO GROUP 2"
        }) {
      AddLeaf add = (AddLeaf) ((Cluster) kind(engine, sql)).command();
      assertThat(add.user()).isEqualTo("root");
      assertThat(add.password()).isEqualTo("p'w@:");
      assertThat(add.leaf()).hasToString("10.0.0.1:3306");
      assertThat(add.group()).hasValue(2);
      assertThat(add.toString()).doesNotContain("p'w");
    }
    AddLeaf plain = (AddLeaf) ((Cluster) kind(engine, "ADD LEAF root@'h':1")).command();
    assertThat(plain.password()).isNull();
    assertThat(plain.group()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ADD LEAF | 9 | the leaf is missing: write it as 'host':port",
        "ADD LEAF root | 14 | '@' and the host are missing: ADD LEAF user:'password'@'host':port",
        "ADD LEAF root@'h' | 18 | ':' and the port are missing after the host",
        "ADD LEAF root@'h':x | 19 | the port is a number from 1 to 65535",
        "ADD LEAF root@'h':70000 | 19 | the port is a number from 1 to 65535",
        "ADD LEAF root@'h':1 INTO GROUP 3 | 32 | the group is a number from 1 to 2",
        "ADD LEAF root:'secret'@'h':1 'secret' | 30 | the command does not go on like this",
        "REBALANCE PARTITIONS shop | 22 | ON is missing",
        "REBALANCE shop | 1 | write REBALANCE PARTITIONS ON database, or REBALANCE ALL DATABASES",
        "PROMOTE PARTITION shop ON a:1 | 19 | the partition is missing: write it as database:number",
        "CREATE DATABASE | 16 | the database is missing",
        "CREATE DATABASE shop PARTITIONS | 32 | the number of partitions is missing: a number from 1 to 65536",
        "CREATE DATABASE shop PARTITIONS 0 | 33 | the number of partitions is a number from 1 to 65536",
        "SET GLOBAL redundancy_level | 28 | = is missing after redundancy_level",
        "SET GLOBAL redundancy_level = 1, x = 2 | 32 | redundancy_level is set by a statement of its own",
        "SHOW DATABASES LIKE x | 21 | the pattern after LIKE is missing: a string",
      })
  void mistakesAreNamedWithTheirPlace(String sql, int column, String message) {
    for (Engine engine : Engine.values()) {
      assertThatThrownBy(() -> kind(engine, sql))
          .isInstanceOfSatisfying(
              SqlSyntaxException.class,
              e -> {
                assertThat(e).hasMessage(message);
                assertThat(e.line()).isEqualTo(1);
                assertThat(e.column()).isEqualTo(column);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY partition FROM STDIN",
        "MOVE 5 FROM c",
        "ALTER DATABASE shop SET x = 1",
        "SHOW search_path",
        "EXPLAIN SELECT 1",
        "DROP TABLE t",
        "SET GLOBAL max_connections = 5"
      })
  void statementsOfTheEnginesAreNoCommands(String sql) {
    for (Engine engine : Engine.values()) {
      assertThat(kind(engine, sql)).isNotInstanceOf(Cluster.class);
    }
  }

  @Test
  void aSchemaIsADatabaseOnMySqlOnly() {
    assertThat(kind(Engine.MYSQL, "CREATE SCHEMA x")).isInstanceOf(Cluster.class);
    assertThat(kind(Engine.POSTGRESQL, "CREATE SCHEMA x")).isInstanceOf(StatementKind.Ddl.class);
  }
}
