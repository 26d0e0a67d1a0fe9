package io.canopydb.proxy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.progress.Progress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single servers, of both engines, with their real programs. */
@Execution(ExecutionMode.CONCURRENT)
class LeafServerTest {

  private final LeafAccounts accounts = LeafAccounts.random();

  @ParameterizedTest
  @EnumSource(Engine.class)
  void dataAndAccountsOutliveAStopAndACrash(Engine engine) throws Exception {
    ServerInstallation installation = ServerBinaries.resolve(engine, Progress.SILENT);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Path directory = scratch.path().resolve("leaf-1");
      int port;
      try (LeafServer server =
          installation.start(directory, ServerInstallation.ANY_PORT, accounts)) {
        port = server.port();
        app(server, "", "CREATE DATABASE d");
        app(server, "d", "CREATE TABLE t (a INT PRIMARY KEY)");
        app(server, "d", "INSERT INTO t VALUES (1)");
      }
      assertThat(FreePorts.isFree(port)).isTrue();

      try (LeafServer server = installation.start(directory, port, accounts)) {
        assertThat(server.port()).isEqualTo(port);
        app(server, "d", "INSERT INTO t VALUES (2)");
        server.kill();
        assertThat(FreePorts.isFree(port)).isTrue();
      }

      try (LeafServer server = installation.start(directory, port, accounts)) {
        assertThat(admin(server, "d", "SELECT COUNT(*) FROM t")).isEqualTo("2");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void onlyTheTwoAccountsCanLogIn(Engine engine) {
    LeafServer server = SharedServers.of(engine).plain();
    String url = server.jdbcUrl("");
    assertThatThrownBy(() -> DriverManager.getConnection(url, "app", "wrong"))
        .isInstanceOf(SQLException.class);
    for (String insecure : List.of("root", "postgres", "nobody", "canopy_admin")) {
      assertThatThrownBy(() -> DriverManager.getConnection(url, insecure, ""))
          .isInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aPortThatSomebodyElseHasIsAnError(Engine engine) throws Exception {
    ServerInstallation installation = ServerBinaries.resolve(engine, Progress.SILENT);
    try (ScratchDirectory scratch = ScratchDirectory.create();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  installation.start(
                      scratch.path().resolve("leaf-1"), taken.getLocalPort(), accounts))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aDirectoryThatWasHalfMadeIsMadeAnew(Engine engine) throws Exception {
    ServerInstallation installation = ServerBinaries.resolve(engine, Progress.SILENT);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Path directory = scratch.path().resolve("leaf-1");
      Files.createDirectories(directory.resolve("data"));
      Files.writeString(directory.resolve("data/half"), "made");
      try (LeafServer server =
          installation.start(directory, ServerInstallation.ANY_PORT, accounts)) {
        assertThat(admin(server, "", "SELECT 1")).isEqualTo("1");
        assertThat(directory.resolve("data/half")).doesNotExist();
      }
    }
  }

  @Test
  void postgreSqlSortsByCodePointWithUnicodeCases() throws Exception {
    LeafServer server = SharedServers.of(Engine.POSTGRESQL).plain();
    assertThat(admin(server, "", "SELECT upper('ä') || ('b' < 'ä') || ('B' < 'a')"))
        .isEqualTo("Ätruetrue");
    assertThat(admin(server, "", "SHOW wal_level")).isEqualTo("logical");
    assertThat(admin(server, "", "SHOW max_prepared_transactions")).isEqualTo("200");
    assertThat(admin(server, "", "SHOW fsync")).isEqualTo("on");
  }

  @Test
  void mySqlServersDifferAndTheirAccountsAreNotReplicated() throws Exception {
    try (ScratchDirectory scratch = ScratchDirectory.create();
        LeafServers two =
            LeafServers.start(
                ServerBinaries.resolve(Engine.MYSQL, Progress.SILENT),
                2,
                scratch.path(),
                accounts)) {
      LeafServer one = two.servers().get(0);
      LeafServer other = two.servers().get(1);
      for (String identity : List.of("@@server_uuid", "@@server_id")) {
        assertThat(admin(one, "", "SELECT " + identity))
            .isNotEqualTo(admin(other, "", "SELECT " + identity));
      }
      assertThat(admin(one, "", "SELECT @@global.gtid_executed")).isEmpty();
      assertThat(admin(one, "", "SELECT COUNT(*) FROM mysql.user WHERE user = 'root'"))
          .isEqualTo("0");
      app(one, "", "SET SESSION sql_log_bin = 1");
      try (Stream<Path> files = Files.list(one.directory())) {
        assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("accounts.sql");
      }
    }
  }

  private static void app(LeafServer server, String database, String sql) throws SQLException {
    Credentials app = server.accounts().app();
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(database), app.user(), app.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String admin(LeafServer server, String database, String sql) throws SQLException {
    Credentials admin = server.accounts().admin();
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(database), admin.user(), admin.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
