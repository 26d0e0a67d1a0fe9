package io.canopydb.proxy.local;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import java.util.List;

/** How a MySQL server is set up to be a leaf on a machine that it shares with many others. */
final class MySqlOptions {

  /**
   * What an application does; XA_RECOVER_ADMIN, so that it settles what another one left when no
   * master aggregator lives. Not CONNECTION_ADMIN: it would pass a leaf's offline mode, by which
   * the master aggregator keeps applications out.
   */
  private static final String APP_PRIVILEGES =
      "SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER,"
          + " CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, CREATE VIEW, SHOW VIEW,"
          + " CREATE ROUTINE, ALTER ROUTINE, EVENT, TRIGGER, SHOW DATABASES, PROCESS, RELOAD,"
          + " REPLICATION CLIENT, SESSION_VARIABLES_ADMIN, XA_RECOVER_ADMIN";

  private MySqlOptions() {}

  /**
   * The options of every leaf.
   *
   * @param serverId unique among servers that replicate from each other
   */
  static List<String> leaf(int serverId) {
    return List.of(
        "--server-id=" + serverId,
        "--gtid-mode=ON",
        "--enforce-gtid-consistency=ON",
        "--log-bin=binlog",
        "--relay-log=relay",
        "--log-replica-updates=OFF",
        "--skip-replica-start=ON",
        "--relay-log-recovery=ON",
        "--local-infile=1",
        "--skip-name-resolve",
        "--log-bin-trust-function-creators=ON",
        "--secure-file-priv=",
        "--mysqlx=OFF",
        "--max-connections=300",
        "--innodb-buffer-pool-size=64M",
        "--innodb-redo-log-capacity=128M",
        "--table-open-cache=400",
        "--table-definition-cache=400",
        "--performance-schema-max-table-instances=1000",
        "--performance-schema-digests-size=0",
        "--performance-schema-max-digest-length=0");
  }

  /**
   * Statements that make the accounts, each on a line. They leave nothing in the binary log, and
   * can be run twice.
   */
  static String accountSql(LeafAccounts accounts) {
    String admin = account(accounts.admin());
    String app = account(accounts.app());
    return String.join(
        "\n",
        "SET sql_log_bin = 0;",
        "CREATE USER IF NOT EXISTS " + admin + password(accounts.admin()) + ";",
        "GRANT ALL ON *.* TO " + admin + " WITH GRANT OPTION;",
        "CREATE USER IF NOT EXISTS " + app + password(accounts.app()) + ";",
        "GRANT " + APP_PRIVILEGES + " ON *.* TO " + app + ";",
        "");
  }

  private static String account(Credentials credentials) {
    return Dialect.of(Engine.MYSQL).quoteText(credentials.user()) + "@'%'";
  }

  private static String password(Credentials credentials) {
    return " IDENTIFIED BY " + Dialect.of(Engine.MYSQL).quoteText(credentials.password());
  }
}
