package io.canopydb.it.system;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one account sends to some servers: each entry is a round trip. The account is made for it,
 * so that nobody else's statements are counted.
 */
final class StatementLog implements AutoCloseable {
  static final String USER = "counted";
  static final String PASSWORD = "counted";

  private static final Pattern STATEMENT =
      Pattern.compile("LOG:  (?:statement|execute [^:]*): (.*)");

  private final Engine engine;
  private final List<LeafServer> servers;
  private final List<Integer> linesBefore = new ArrayList<>();

  private StatementLog(Engine engine, List<LeafServer> servers) {
    this.engine = engine;
    this.servers = servers;
  }

  /**
   * The URL of a database for the account. The cluster ends with its last connection: what is asked
   * once for all of a cluster's sessions is then asked in each test, and nothing in the background.
   */
  static String url(Engine engine, String database) {
    return TestCluster.of(engine).url(database, USER, PASSWORD) + "&clusterLinger=0";
  }

  /** Makes the account, with the application's rights, and has the servers log what it sends. */
  static StatementLog of(Engine engine, List<LeafServer> servers) throws SQLException {
    for (LeafServer server : servers) {
      switch (engine) {
        case MYSQL ->
            administer(
                server,
                "CREATE USER IF NOT EXISTS " + USER + " IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON *.* TO " + USER,
                "SET GLOBAL log_output = 'TABLE'",
                "SET GLOBAL general_log = ON");
        case POSTGRESQL ->
            administer(
                server,
                "DROP ROLE IF EXISTS " + USER,
                "CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "' IN ROLE app",
                "ALTER ROLE " + USER + " SET log_statement = 'all'");
      }
    }
    return new StatementLog(engine, servers);
  }

  /** Forgets what was sent up to now. */
  void clear() throws SQLException, IOException {
    linesBefore.clear();
    for (LeafServer server : servers) {
      switch (engine) {
        case MYSQL -> administer(server, "TRUNCATE mysql.general_log");
        case POSTGRESQL -> linesBefore.add(lines(server).size());
      }
    }
  }

  /** What was sent since, in the order of the servers. */
  List<String> sent() throws SQLException, IOException {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      switch (engine) {
        case MYSQL -> addGeneralLog(servers.get(i), sent);
        case POSTGRESQL ->
            lines(servers.get(i)).stream()
                .skip(linesBefore.get(i))
                .map(STATEMENT::matcher)
                .filter(matcher -> matcher.find())
                .forEach(matcher -> sent.add(matcher.group(1)));
      }
    }
    return sent;
  }

  private static List<String> lines(LeafServer server) throws IOException {
    Path log = server.directory().resolve("server.log");
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
  }

  private static void addGeneralLog(LeafServer server, List<String> sent) throws SQLException {
    try (Connection connection = admin(server);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT command_type, CONVERT(argument USING utf8mb4) FROM mysql.general_log"
                    + " WHERE user_host LIKE '"
                    + USER
                    + "[%' AND command_type NOT IN ('Connect', 'Quit') ORDER BY event_time")) {
      while (rows.next()) {
        String command = rows.getString(1);
        sent.add(command.equals("Query") ? rows.getString(2) : command + " " + rows.getString(2));
      }
    }
  }

  private static Connection admin(LeafServer server) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl(""), server.accounts().admin().user(), server.accounts().admin().password());
  }

  private static void administer(LeafServer server, String... statements) throws SQLException {
    try (Connection connection = admin(server);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    if (engine == Engine.MYSQL) {
      for (LeafServer server : servers) {
        administer(server, "SET GLOBAL general_log = OFF", "SET GLOBAL log_output = DEFAULT");
      }
    }
  }
}
