package io.canopydb.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import io.canopydb.rebalancer.leaf.AdminConnections;
import io.canopydb.rebalancer.leaf.Finding;
import io.canopydb.rebalancer.leaf.LeafAdmin;
import io.canopydb.rebalancer.leaf.LeafIdentity;
import io.canopydb.rebalancer.leaf.ServerAccount;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Canopy asks of a server as its administrator, on servers of both engines. */
class LeafAdminTest {

  private static LeafServer server(Engine engine) {
    return SharedServers.of(engine).plain();
  }

  private static HostPort address(Engine engine) {
    return new HostPort(server(engine).host(), server(engine).port());
  }

  private static ServerAccount account(Engine engine) {
    return new ServerAccount(engine, address(engine), server(engine).accounts().admin());
  }

  private static Engine other(Engine engine) {
    return engine == Engine.MYSQL ? Engine.POSTGRESQL : Engine.MYSQL;
  }

  @ParameterizedTest
  @EnumSource
  void aServerAsTheManualSetsItUpSuits(Engine engine) throws SQLException {
    try (Connection connection = account(engine).open(null)) {
      assertThat(LeafAdmin.of(engine).check(connection)).isEmpty();
      assertThat(LeafAdmin.of(engine).version(connection)).startsWith(server(engine).version());
    }
  }

  @Test
  void aMySqlServerThatMayLoseCommitsDoesNotSuit() throws SQLException {
    try (Connection connection = account(Engine.MYSQL).open(null);
        Statement statement = connection.createStatement()) {
      statement.execute("SET GLOBAL sync_binlog = 0, GLOBAL innodb_flush_log_at_trx_commit = 2");
      try {
        assertThat(LeafAdmin.of(Engine.MYSQL).check(connection))
            .containsExactlyInAnyOrder(
                new Finding(
                    true,
                    "innodb_flush_log_at_trx_commit is 2",
                    "set innodb_flush_log_at_trx_commit=1"),
                new Finding(true, "sync_binlog is 0", "set sync_binlog=1"));
      } finally {
        statement.execute("SET GLOBAL sync_binlog = 1, GLOBAL innodb_flush_log_at_trx_commit = 1");
      }
    }
  }

  @Test
  void whatLaterVersionsNeedIsAWarning() throws SQLException {
    try (Connection connection = account(Engine.MYSQL).open(null);
        Statement statement = connection.createStatement()) {
      statement.execute("SET GLOBAL gtid_mode = ON_PERMISSIVE");
      try {
        assertThat(LeafAdmin.of(Engine.MYSQL).check(connection))
            .containsExactly(
                new Finding(
                    false,
                    "gtid_mode is ON_PERMISSIVE",
                    "set gtid_mode=ON, which redundancy 2 needs"));
      } finally {
        statement.execute("SET GLOBAL gtid_mode = ON");
      }
    }
  }

  @Test
  void aRoleThatMayNotCreateDatabasesDoesNotSuit() throws SQLException {
    Engine engine = Engine.POSTGRESQL;
    try (Connection connection = account(engine).open(null);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP ROLE IF EXISTS poor");
      statement.execute("CREATE ROLE poor LOGIN PASSWORD 'poor'");
      ServerAccount poor =
          new ServerAccount(engine, address(engine), new Credentials("poor", "poor"));
      try (Connection refused = poor.open(null)) {
        assertThat(LeafAdmin.of(engine).check(refused))
            .anyMatch(finding -> finding.required() && finding.remedy().contains("CREATEDB"));
      } finally {
        statement.execute("DROP ROLE poor");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerKnowsWhoseLeafItIs(Engine engine) throws SQLException {
    LeafAdmin admin = LeafAdmin.of(engine);
    LeafIdentity identity =
        new LeafIdentity("cluster-1", 3, "request-1", LeafIdentity.Stage.JOINING);
    try (Connection connection = account(engine).open(null)) {
      assertThat(admin.identity(connection)).isEmpty();
      try {
        admin.writeIdentity(connection, identity);
        assertThat(admin.identity(connection)).contains(identity);
        admin.writeIdentity(connection, identity.admitted());
        assertThat(admin.identity(connection)).contains(identity.admitted());
      } finally {
        admin.dropIdentity(connection);
      }
      assertThat(admin.identity(connection)).isEmpty();
      admin.dropIdentity(connection); // quiet
    }
  }

  @Test
  void theIdentityIsNotInTheBinaryLog() throws SQLException {
    LeafAdmin admin = LeafAdmin.of(Engine.MYSQL);
    try (Connection connection = account(Engine.MYSQL).open(null)) {
      String before = executedTransactions(connection);
      admin.writeIdentity(connection, new LeafIdentity("c", 1, "r", LeafIdentity.Stage.JOINING));
      admin.dropIdentity(connection);
      assertThat(executedTransactions(connection)).isEqualTo(before);
    }
  }

  private static String executedTransactions(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var result = statement.executeQuery("SELECT @@GLOBAL.gtid_executed")) {
      result.next();
      return result.getString(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void serversOfOneSetUpAreAlike(Engine engine) throws SQLException {
    LeafServer leaf = SharedServers.of(engine).leaves().get(0);
    ServerAccount second =
        new ServerAccount(engine, new HostPort(leaf.host(), leaf.port()), leaf.accounts().admin());
    try (Connection one = account(engine).open(null);
        Connection two = second.open(null)) {
      assertThat(LeafAdmin.of(engine).likeness(one))
          .hasSizeGreaterThan(5)
          .isEqualTo(LeafAdmin.of(engine).likeness(two));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerOfTheOtherEngineIsToldApart(Engine engine) {
    assertThatThrownBy(
            () ->
                AdminConnections.open(
                    engine, address(other(engine)), new Credentials("root", "x"), null))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(CanopyError.of(e)).contains(CanopyError.LEAF_UNSUITABLE))
        .hasMessageContaining(engine == Engine.MYSQL ? "as a MySQL server" : "is a MySQL server");
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordIsToldFromAServerThatIsNotThere(Engine engine) throws Exception {
    String secret = "not-the-password";
    assertThatThrownBy(
            () ->
                AdminConnections.open(
                    engine,
                    address(engine),
                    new Credentials(server(engine).accounts().admin().user(), secret),
                    null))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(CanopyError.of(e)).contains(CanopyError.AUTHENTICATION))
        .hasMessageNotContaining(secret);
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    for (HostPort nobody :
        new HostPort[] {new HostPort("127.0.0.1", free), new HostPort("no-such-host.invalid", 1)}) {
      assertThatThrownBy(
              () -> AdminConnections.open(engine, nobody, new Credentials("u", secret), null))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(CanopyError.of(e)).contains(CanopyError.LEAF_UNREACHABLE))
          .hasMessageContaining(nobody.toString())
          .hasMessageNotContaining(secret);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHostCanNotSlipPropertiesIntoTheUrl(Engine engine) {
    HostPort trick = new HostPort("127.0.0.1/?allowLoadLocalInfile=true&x=", 3306);
    assertThatThrownBy(() -> AdminConnections.open(engine, trick, new Credentials("u", "p"), null))
        .hasMessageContaining("no host name");
  }
}
