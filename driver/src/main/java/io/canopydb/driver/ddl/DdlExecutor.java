package io.canopydb.driver.ddl;

import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.command.DatabaseCommand;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.SessionSettings;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out DDL. Safe for use by many threads; one statement a database at a time. */
public interface DdlExecutor {

  /**
   * Who asks.
   *
   * @param database the session's logical database
   * @param settings the session's settings, which the statement runs under on every leaf
   * @param uniqueKeys what the session wants of unique keys without the shard key: {@code refuse},
   *     {@code global}, or empty for what the cluster's variable says
   */
  record Caller(
      Identity credentials,
      @Nullable String database,
      SessionSettings settings,
      String uniqueKeys) {

    /** One who leaves it to the cluster's variables. */
    public Caller(Identity credentials, @Nullable String database, SessionSettings settings) {
      this(credentials, database, settings, "");
    }
  }

  /**
   * CREATE, ALTER, DROP, RENAME, COMMENT of a table, index, view, sequence, type, function, ...
   *
   * @return what the user is to be warned of; mostly empty
   */
  List<String> execute(Tokens statement, StatementKind.Ddl kind, Caller caller) throws SQLException;

  /** TRUNCATE. */
  void truncate(Tokens statement, StatementKind.Truncate kind, Caller caller) throws SQLException;

  /** CREATE DATABASE, DROP DATABASE. */
  void execute(DatabaseCommand command, Caller caller) throws SQLException;

  /**
   * Completes or undoes what other aggregators left behind in a database; cheap when nothing is.
   */
  void recover(String database, Caller caller) throws SQLException;
}
