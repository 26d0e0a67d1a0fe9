package io.canopydb.it.wire.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same bytes to a plain server and to the proxy: what they answer is the same, packet by
 * packet.
 */
class SequencesTest {
  private static final MySqlProxy PROXY = MySqlProxy.shared();
  private static final LeafServer PLAIN = SharedServers.of(Engine.MYSQL).plain();

  @BeforeEach
  void makeDatabases() throws SQLException {
    PROXY.createDatabase("wire_raw");
    try (Connection connection =
            DriverManager.getConnection(
                PLAIN.jdbcUrl(""),
                PLAIN.accounts().app().user(),
                PLAIN.accounts().app().password());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS wire_raw");
      statement.execute("CREATE DATABASE wire_raw");
    }
  }

  /** One step of a client, and what it is answered. */
  private interface Step {
    List<byte[]> run(RawClient client) throws IOException;
  }

  /** TINY, SHORT, LONG, LONGLONG and INT24. */
  private static final Set<Integer> WHOLE = Set.of(1, 2, 3, 8, 9);

  /** SERVER_QUERY_NO_GOOD_INDEX_USED and SERVER_QUERY_NO_INDEX_USED. */
  private static final int NO_INDEX = 0x30;

  private record Named(String name, Step step) {}

  private static Named query(String sql) {
    return new Named(sql, client -> client.query(sql));
  }

  private static Named command(int command, String content) {
    return new Named(
        "command " + command + " " + RawClient.text(content.getBytes(StandardCharsets.UTF_8)),
        client -> List.of(client.command(command, content.getBytes(StandardCharsets.UTF_8))));
  }

  private static Named prepare(String sql) {
    return new Named("prepare " + sql, client -> client.prepare(sql));
  }

  /** Executes a statement; with the flags of a cursor, and what is bound. */
  private static Named execute(int id, int flags, byte[] bound) {
    return new Named(
        "execute " + id,
        client -> {
          client.begin(
              0x17,
              RawClient.join(
                  RawClient.number(id, 4),
                  new byte[] {(byte) flags},
                  RawClient.number(1, 4),
                  bound));
          return client.results();
        });
  }

  private static Named fetch(int id, int rows) {
    return new Named(
        "fetch " + id + " " + rows,
        client -> {
          client.begin(0x1C, RawClient.join(RawClient.number(id, 4), RawClient.number(rows, 4)));
          List<byte[]> all = new ArrayList<>();
          client.rows(all);
          return all;
        });
  }

  static List<Integer> capabilities() {
    return List.of(
        RawClient.MULTI_STATEMENTS,
        RawClient.MULTI_STATEMENTS | RawClient.DEPRECATE_EOF | RawClient.FOUND_ROWS,
        RawClient.DEPRECATE_EOF | RawClient.SESSION_TRACK);
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void queries(int capabilities) throws Exception {
    same(
        capabilities,
        query(
            "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20), d DOUBLE, f FLOAT, n DECIMAL(10,2),"
                + " at DATETIME(3), b BLOB, e ENUM('x','y'), y YEAR, bits BIT(12))"),
        query(
            "INSERT INTO t VALUES (1, 'a', 1, 1.5, 2.50, '2026-01-02 03:04:05.678', 'bytes', 'x',"
                + " 2026, b'101')"),
        query(
            "INSERT INTO t VALUES (2, NULL, 1e20, 1e-7, -3, NULL, NULL, 'y', 1999, NULL),"
                + " (3, 'ü', -0.1, 16777216, 0, '2000-01-01', '', NULL, NULL, b'0')"),
        query("SELECT * FROM t WHERE id = 1"),
        query("SELECT * FROM t ORDER BY id"),
        query("SELECT id, v AS w, d + 1, f, UPPER(v) FROM t x ORDER BY id"),
        query("SELECT COUNT(*), SUM(d), AVG(n), MAX(v), MIN(at), SUM(f) FROM t"),
        query("SELECT v FROM t WHERE id = 99"),
        query("UPDATE t SET v = 'b' WHERE id = 1"),
        query("UPDATE t SET v = 'b' WHERE id = 1"),
        query("DELETE FROM t WHERE id = 3"),
        query("SELECT 1; SELECT 2"),
        query("SELECT 1; SELECT nix; SELECT 3"),
        query("UPDATE t SET v = 'c'; SELECT v FROM t ORDER BY id; DELETE FROM t WHERE id = 77"),
        query("SELECT nix FROM t"),
        query("SELECT * FROM nix"),
        query("SELEC 1"),
        query(""),
        query("INSERT INTO t (id) VALUES (1)"),
        query("SELECT 1, 'text', 1.5, 1e0, NULL, NOW() IS NULL, CAST(1 AS UNSIGNED), x'41'"));
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void transactions(int capabilities) throws Exception {
    same(
        // How far a transaction has come is not told to clients that keep track.
        capabilities & ~RawClient.SESSION_TRACK,
        query("CREATE TABLE u (id INT PRIMARY KEY, v INT)"),
        query("START TRANSACTION"),
        query("INSERT INTO u VALUES (1, 1)"),
        query("SELECT v FROM u"),
        query("COMMIT"),
        query("BEGIN"),
        query("DELETE FROM u"),
        query("ROLLBACK"),
        query("SET autocommit = 0"),
        query("SELECT v FROM u"),
        query("COMMIT"),
        query("UPDATE u SET v = 2"),
        query("ROLLBACK"),
        query("SET autocommit = 1"),
        query("SELECT v FROM u"));
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void idsAndWarnings(int capabilities) throws Exception {
    same(
        capabilities,
        query("CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY, v TINYINT)"),
        query("INSERT INTO a (v) VALUES (1)"),
        query("INSERT IGNORE INTO a (v) VALUES (1000)"),
        query("SELECT 1 + 'x'"),
        query("SELECT 1"),
        query("INSERT IGNORE INTO a (v) VALUES (1000)"),
        query("SELECT id + 'x' FROM a WHERE id = 1"));
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void commands(int capabilities) throws Exception {
    same(
        capabilities,
        command(0x0E, ""),
        command(0x02, "wire_raw"),
        command(0x02, "nix"),
        query("SELECT DATABASE()"),
        command(0x1F, ""),
        query("SELECT DATABASE()"),
        command(0x1B, "\0\0"),
        query("SELECT 1; SELECT 2"),
        command(0x1B, "\1\0"),
        query("SELECT 1; SELECT 2"),
        command(0x55, ""),
        query("USE wire_raw"),
        query("SET @x = 1"),
        query("SELECT @x"),
        query("DO 1"));
  }

  @ParameterizedTest
  @MethodSource("capabilities")
  void prepared(int capabilities) throws Exception {
    same(
        capabilities,
        query("CREATE TABLE p (id INT PRIMARY KEY, v VARCHAR(20), d DOUBLE, t TIME(2), dt DATE)"),
        query(
            "INSERT INTO p VALUES (1, 'a', 1.5, '-30:10:20.5', '2026-01-02'), (2, NULL, NULL, NULL,"
                + " NULL), (3, 'c', 0, '0:0:0', '2000-01-01')"),
        execute(1, 0, new byte[0]),
        query("SELECT 1"),
        prepare("SELECT nix FROM p"),
        prepare("SELEC"),
        prepare("SELECT * FROM p ORDER BY id"),
        execute(1, 0, new byte[0]),
        execute(1, 1, new byte[0]),
        fetch(1, 2),
        fetch(1, 1),
        fetch(1, 1),
        fetch(1, 1),
        command(0x1A, "\1\0\0\0"),
        query("SELECT 1"));
  }

  private static void same(int capabilities, Named... steps) throws IOException {
    List<String> plain =
        run(
            PLAIN.port(),
            PLAIN.accounts().app().user(),
            PLAIN.accounts().app().password(),
            capabilities,
            steps);
    List<String> canopy = run(PROXY.port(), PROXY.user(), PROXY.password(), capabilities, steps);
    String step = "";
    for (int i = 0; i < Math.min(plain.size(), canopy.size()); i++) {
      step = plain.get(i).startsWith("> ") ? plain.get(i) : step;
      assertThat(canopy.get(i)).as(step).isEqualTo(plain.get(i));
    }
    assertThat(canopy).hasSameSizeAs(plain);
  }

  /**
   * A packet without what may differ: how wide a whole number is shown, which Connector/J does not
   * keep; whether a query used an index; how many rows and duplicates an INSERT tells of.
   */
  private static byte[] masked(byte[] packet) {
    byte[] masked = packet.clone();
    if (packet.length > 5 && packet[0] == 3 && packet[1] == 'd' && packet[2] == 'e') {
      int fixed = packet.length - 12;
      if (WHOLE.contains((int) packet[fixed + 6])) {
        masked[fixed + 2] = 0;
      }
    } else if (packet.length == 5 && packet[0] == (byte) 0xFE) {
      masked[3] &= ~NO_INDEX;
    } else if (packet.length >= 7 && (packet[0] == 0 || packet[0] == (byte) 0xFE)) {
      masked[3] &= ~NO_INDEX;
      int info = RawClient.text(packet).indexOf("Records: ");
      return info < 0 ? masked : java.util.Arrays.copyOf(masked, 7);
    }
    return masked;
  }

  private static List<String> run(
      int port, String user, String password, int capabilities, Named... steps) throws IOException {
    List<String> lines = new ArrayList<>();
    try (RawClient client = RawClient.logIn(port, user, password, "wire_raw", capabilities)) {
      for (Named step : steps) {
        lines.add("> " + step.name());
        for (byte[] packet : step.step().run(client)) {
          lines.add(RawClient.text(masked(packet)));
        }
      }
    }
    return lines;
  }
}
