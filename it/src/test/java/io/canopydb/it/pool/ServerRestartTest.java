package io.canopydb.it.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafAccounts;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.ServerBinaries;
import io.canopydb.proxy.local.ServerInstallation;
import io.canopydb.proxy.local.SharedServers;
import io.canopydb.proxy.local.progress.Progress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is killed and comes back. */
class ServerRestartTest {

  @ParameterizedTest
  @EnumSource
  void aKilledServerIsToldAtOnceAndUsedAgainWhenItIsBack(Engine engine) throws Exception {
    ServerInstallation installation = ServerBinaries.resolve(engine, Progress.SILENT);
    Path directory = SharedServers.of(engine).directory().resolve("restarted");
    LeafAccounts accounts = LeafAccounts.random();
    LeafServer first = installation.start(directory, ServerInstallation.ANY_PORT, accounts);
    PlainServer server = new PlainServer(first);
    try (LeafPools pools = new LeafPools(PoolOptions.DEFAULT)) {
      List<LeafConnection> borrowed = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        borrowed.add(borrow(pools, server));
      }
      String incarnation = borrowed.get(0).incarnation();
      first.kill();
      SQLException error =
          catchThrowableOfType(
              SQLException.class, () -> PlainServer.ask(borrowed.get(0).jdbc(), "SELECT 1"));
      assertThat(borrowed.get(0).failed(error)).isTrue();
      borrowed.forEach(LeafConnection::close);
      unreachable(pools, server);
      unreachable(pools, server);
      try (LeafServer second = installation.start(directory, first.port(), accounts)) {
        assertThat(second.port()).isEqualTo(first.port());
        for (int i = 0; i < 5; i++) {
          try (LeafConnection connection = borrow(pools, server)) {
            assertThat(PlainServer.ask(connection.jdbc(), "SELECT 1")).isEqualTo("1");
            // MySQL's is that of its data, PostgreSQL's that of its start.
            assertThat(connection.incarnation().equals(incarnation))
                .isEqualTo(engine == Engine.MYSQL);
          }
        }
      }
    } finally {
      first.close();
    }
  }

  private static void unreachable(LeafPools pools, PlainServer server) {
    long start = System.nanoTime();
    SQLException error =
        catchThrowableOfType(SQLException.class, () -> borrow(pools, server).close());
    assertThat(error.getErrorCode()).isEqualTo(CanopyError.LEAF_UNREACHABLE.number());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  private static LeafConnection borrow(LeafPools pools, PlainServer server) throws SQLException {
    LeafConnection connection =
        pools.borrow(
            server.leaf(),
            server.admin(),
            null,
            SessionSettings.NONE.with(
                switch (server.engine()) {
                  case MYSQL -> "net_write_timeout";
                  case POSTGRESQL -> "work_mem";
                },
                "1000"));
    return connection;
  }
}
