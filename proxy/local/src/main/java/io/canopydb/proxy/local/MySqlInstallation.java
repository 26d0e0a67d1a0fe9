package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** MySQL's server program. Servers start from a copy of a template data directory. */
final class MySqlInstallation implements ServerInstallation {

  private static final Duration INITIALIZE_LIMIT = Duration.ofSeconds(180);

  private final MySqlProgram program;
  private final String origin;
  private final boolean root;
  private final Path template;

  private MySqlInstallation(MySqlProgram program, String origin, boolean root, Path template) {
    this.program = program;
    this.origin = origin;
    this.root = root;
    this.template = template;
  }

  /**
   * The installation of a program, with its template made: a program that cannot even do that (one
   * that a security profile confines to its packaged directories, say) is of no use.
   */
  static MySqlInstallation of(
      MySqlProgram program, String origin, Machine machine, UserCache cache, Progress progress)
      throws IOException, InterruptedException {
    Path template =
        cache.directory(
            "mysql-" + program.version() + "-template",
            "preparing MySQL " + program.version(),
            progress,
            directory -> initialize(program, machine.root(), directory));
    return new MySqlInstallation(program, origin, machine.root(), template);
  }

  private static void initialize(MySqlProgram program, boolean root, Path directory)
      throws IOException, InterruptedException {
    Commands.run(
        program.command(
            withUser(
                root,
                List.of(
                    "--initialize-insecure",
                    "--datadir=" + directory,
                    // Small, since it is copied for each server; it grows at the first start.
                    "--innodb-redo-log-capacity=8M"))),
        Map.of(),
        "",
        INITIALIZE_LIMIT);
    // The server's identity: each copy makes one of its own.
    Files.deleteIfExists(directory.resolve("auto.cnf"));
  }

  MySqlProgram program() {
    return program;
  }

  @Override
  public Engine engine() {
    return Engine.MYSQL;
  }

  @Override
  public String version() {
    return program.version().toString();
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public LeafServer start(Path directory, int port, LeafAccounts accounts)
      throws IOException, InterruptedException {
    Path statements = directory.resolve("accounts.sql").toAbsolutePath();
    DataDirectory data =
        DataDirectory.prepare(directory, template, fresh -> writeAccounts(statements, accounts));
    LeafServer server =
        ProcessLeafServer.start(
            this,
            directory,
            port,
            accounts,
            "TERM",
            chosen -> program.command(options(data.path(), chosen, statements)));
    // It has run; and it holds passwords. Until then each start runs it again.
    Files.deleteIfExists(statements);
    return server;
  }

  private List<String> options(Path data, int port, Path statements) throws IOException {
    // A server that was killed left it, and the next one would wait for its owner.
    Files.deleteIfExists(data.resolve("mysql.sock.lock"));
    List<String> options = new ArrayList<>(MySqlOptions.leaf(port));
    options.add("--datadir=" + data);
    options.add("--bind-address=127.0.0.1");
    options.add("--port=" + port);
    // Relative to the data directory: the whole path can be too long for a socket.
    options.add("--socket=mysql.sock");
    options.add("--pid-file=mysqld.pid");
    if (Files.exists(statements)) {
      options.add("--init-file=" + statements);
    }
    return withUser(root, options);
  }

  /** The insecure administrator of the template goes, too. Can be run twice. */
  private static void writeAccounts(Path file, LeafAccounts accounts) throws IOException {
    String sql = MySqlOptions.accountSql(accounts) + "DROP USER IF EXISTS 'root'@'localhost';\n";
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, sql);
  }

  private static List<String> withUser(boolean root, List<String> options) {
    List<String> all = new ArrayList<>(options);
    if (root) {
      all.add("--user=root");
    }
    return all;
  }

  @Override
  public Properties impatient(int seconds) {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", Integer.toString(seconds * 1000));
    properties.setProperty("socketTimeout", Integer.toString(seconds * 1000));
    return properties;
  }

  @Override
  public String jdbcUrl(String host, int port, String database) {
    return "jdbc:mysql://" + host + ":" + port + "/" + database;
  }
}
