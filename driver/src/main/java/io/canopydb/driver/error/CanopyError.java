package io.canopydb.driver.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every error that Canopy raises by itself. What a leaf raised is passed on as the leaf raised it.
 *
 * <p>An error has a stable number (the vendor code of the SQLException), an SQLSTATE, a sentence
 * that says what happened, and one that says what to do about it. Numbers are never reused. Blanks
 * are written %s, whatever fills them.
 *
 * <p>Pools judge a connection by the SQLSTATEs that it gives: HikariCP closes it after one of class
 * 08, and after 0A000. So class 08 is for connecting, and for commits whose end is not known. What
 * is out of reach for a while is 58030: when it is back, the connection is as good as before. What
 * is not supported is a subclass of 0A of our own, which an X may begin.
 */
public enum CanopyError {
  // 1000: the user's SQL
  UNSUPPORTED(1000, "0AX00", "%s is not supported", "%s"),
  SYNTAX(1001, "42000", "syntax error at line %s, column %s: %s", "correct the statement"),
  UNPARSABLE(
      1002,
      "0AX00",
      "Canopy could not parse a statement that names the sharded table %s: %s",
      "write the statement in another form"),
  UNKNOWN_DATABASE(
      1003,
      "42000",
      "unknown database '%s'",
      "create it with CREATE DATABASE, or correct the name"),
  UNKNOWN_TABLE(1004, "42S02", "table '%s' does not exist in database '%s'", "correct the name"),
  NO_DATABASE(1005, "3D000", "no database selected", "name one in the URL, or say USE database"),
  AMBIGUOUS_COLUMN(1006, "42000", "column '%s' is ambiguous", "qualify it with its table"),
  UNKNOWN_COLUMN(1007, "42S22", "unknown column '%s'", "correct the name"),
  SHARD_KEY_UPDATE(
      1008,
      "0AX00",
      "column '%s' is part of the shard key of '%s' and can't be updated by an INSERT",
      "change it by an UPDATE"),
  SHARD_KEY_VALUE(
      1009,
      "22000",
      "a value for shard key column '%s' does not convert to its type %s: %s",
      "give a value of the column's type"),
  SHARD_KEY_NOT_IN_UNIQUE(
      1010,
      "42000",
      "the unique key '%s' of '%s' does not contain the shard key (%s), so it could not be kept"
          + " unique over partitions",
      "add the shard key's columns to it, choose another shard key, say GLOBAL behind the key in"
          + " CREATE TABLE, or make it a reference table"),
  SHARD_KEY_TYPE(
      1011, "42000", "column '%s' of type %s can't be a shard key: %s", "choose another column"),
  PARAMETER_NOT_SET(1012, "07002", "no value was given for parameter %s", "set every parameter"),
  MULTI_STATEMENT(
      1013,
      "42000",
      "several statements in one text",
      "send them one by one, or add allowMultiQueries=true to the URL"),
  COLUMN_COUNT(
      1014, "21S01", "row %s has %s values for %s columns", "give one value for every column"),
  EMPTY_STATEMENT(1015, "42000", "the statement is empty", "send a statement"),
  WRONG_RESULT_KIND(1016, "42000", "the statement %s", "%s"),
  DATABASE_EXISTS(
      1017, "42000", "database '%s' exists", "choose another name, or say IF NOT EXISTS"),
  COMMAND(1018, "42000", "%s", "%s"),
  SEQUENCE_END(
      1019, "2200H", "sequence '%s' has no more values", "restart it, or use a smaller increment"),
  NUMERIC_RANGE(
      1030, "22003", "a sum is out of the range of %s", "cast what is summed to a wider type"),
  NO_COLUMN(1040, "42S22", "the result has no column %s", "use one of its %s columns"),
  VALUE_FORM(
      1041, "22018", "the value of column %s can't be read as %s", "read it as its own type"),
  VALUE_RANGE(
      1042,
      "22003",
      "the value of column %s is out of range for %s",
      "read it with a getter of a wider type"),

  UNIQUE_WITHOUT_SHARD_KEY(
      1050,
      "42000",
      "the unique key '%s' of '%s', which has no shard key, could not be kept unique over"
          + " partitions",
      "put a whole column of a type that can be a shard key into it, or make the table a reference"
          + " table"),
  REFERENCE_WITHOUT_PRIMARY(
      1051,
      "42000",
      "the reference table '%s' has no primary key, nor a unique key of NOT NULL columns",
      "give it one, so that its copies can be kept equal"),
  SHARD_KEY_CHANGE(
      1052,
      "0AX00",
      "column '%s' is part of the shard key of '%s' and can't be %s",
      "make a new table, and copy the rows with INSERT .. SELECT"),
  FOREIGN_KEY(
      1053,
      "0AX00",
      "the foreign key '%s' of '%s' to '%s' does not pair their shard keys, so that no partition"
          + " could check it",
      "let it contain the shard keys of both, column by column, or make the table that it refers to"
          + " a reference table; or say SET GLOBAL foreign_keys_unenforced = on, and it is accepted"
          + " without being enforced"),
  ROW_COPY(
      1060,
      "0AX00",
      "a row of '%s' holds a value that can't be moved to another partition exactly as it is",
      "delete the row and insert it anew"),
  GLOBAL_KEY(
      1080,
      "42000",
      "the unique key %s can't be GLOBAL: %s",
      "let the key contain the shard key, or leave it out"),
  GLOBAL_KEY_WRITE(
      1081, "0AX00", "%s is not supported on '%s', whose unique key '%s' is GLOBAL", "%s"),
  TABLE_IN_USE(
      1055,
      "55006",
      "'%s' can't get that key while others use it: %s",
      "end their transactions, and run the statement again"),
  UNPLACEABLE_ROWS(1056, "0AX00", "the rows of '%s' can't be placed by its new key: %s", "%s"),
  DATABASE_NAME(1054, "42000", "a database can't be named '%s': %s", "choose another name"),

  // 2000: the state of a session
  CLOSED(2000, "08003", "the %s is closed", "open a new one"),
  TRANSACTION_STATE(2001, "25000", "%s", "%s"),
  CANCELLED(2002, "57014", "the statement was cancelled", "run it again if it is still wanted"),
  STATEMENT_TIMEOUT(
      2003, "HYT00", "the statement took longer than %s s", "raise the query timeout"),
  TRANSACTION_LOST(
      2004,
      "40003",
      "the connection to leaf %s was lost inside a transaction: %s",
      "roll back, and run the transaction again"),
  INVALID_ARGUMENT(2005, "22023", "%s", "%s"),
  TWO_PHASE_OFF(
      2006,
      "55000",
      "leaf %s can't prepare transactions, which a commit on several leaves needs: %s",
      "set max_prepared_transactions=200 on every leaf and restart it; nothing was committed"),
  SETTLED_MEANWHILE(
      2007,
      "40001",
      "the commit took so long that it was taken for lost, and rolled back",
      "run the transaction again"),
  LEAVES_CHANGED(
      2008,
      "40001",
      "a leaf has joined or left since the transaction wrote a reference table",
      "run the transaction again"),
  ROW_CHANGED(
      2009,
      "40001",
      "another session changed a row of '%s' while this statement looked for the rows to write",
      "run the transaction again"),
  PARTITIONS_MOVED(
      2012,
      "40001",
      "partitions of '%s' have moved to other leaves while a transaction used them",
      "roll back, and run the transaction again"),
  ROWS_MOVING(
      2011,
      "40001",
      "the rows of '%s' are on their way to where its new shard key places them",
      "run the statement again in a moment"),
  INTERMEDIATE_RESULT(
      2010,
      "54000",
      "an intermediate result of the statement is larger than %s MB",
      "add conditions, give tables that are joined the same shard key, or raise the limit:"
          + " SET GLOBAL max_intermediate_result_mb"),
  CURSOR_POSITION(2040, "24000", "the result stands on no row: it is %s", "%s"),
  NO_UNWRAP(
      2041,
      "0AX00",
      "this %s can't be unwrapped to %s",
      "only a result that one leaf served stands for an object of the engine's driver"),
  COPY_OPEN(2070, "55000", "a COPY is under way on this connection", "end or cancel it first"),
  XA_UNKNOWN(
      2090,
      "25000",
      "no transaction is prepared under this Xid",
      "see recover(); one that has ended is forgotten"),
  XA_COMMITTED_BY_HAND(
      2091,
      "25000",
      "the transaction was committed by SETTLE TRANSACTION in the place of its manager",
      "compare with the other resources of the transaction, then forget it"),
  XA_ROLLED_BACK_BY_HAND(
      2092,
      "25000",
      "the transaction was rolled back by SETTLE TRANSACTION in the place of its manager",
      "compare with the other resources of the transaction, then forget it"),

  // 3000: the cluster
  STORE_UNREACHABLE(
      3000,
      "08001",
      "ZooKeeper at %s can't be reached: %s",
      "check that it runs and that its address is right"),
  LEAF_UNREACHABLE(
      3001,
      "58030",
      "leaf %s can't be reached: %s",
      "check that the server runs and accepts connections from here"),
  PARTITION_OFFLINE(
      3002,
      "58030",
      "partition %s has no online master",
      "see SHOW PARTITIONS; the partition returns with its leaf"),
  LEASE_LOST(
      3003,
      "58030",
      "this aggregator has lost touch with ZooKeeper and may not write",
      "run the statement again when ZooKeeper is back"),
  NO_LEAF(3004, "58030", "the cluster has no online leaf", "add one with ADD LEAF"),
  AUTHENTICATION(
      3005, "28000", "leaf %s refused user '%s': %s", "correct the user or the password"),
  STORE_FAILED(3006, "58000", "the metadata store refused: %s", "%s"),
  NO_LOCAL_CLUSTER(
      3007,
      "08001",
      "jdbc:canopy:local: needs the module canopy-local on the class path",
      "add it, or connect to a running cluster with jdbc:canopy://"),
  URL(3008, "08001", "the URL %s is not understood: %s", "write it as %s"),
  UNKNOWN_CLUSTER(3009, "08001", "there is no cluster at %s", "make one with canopy init"),
  DDL_INTERRUPTED(
      3010,
      "58000",
      "%s did not finish on every leaf: %s",
      "the next DDL statement of this database completes or undoes it first, and says what is in"
          + " the way if it can't"),
  COMMIT_IN_DOUBT(
      3011,
      "08007",
      "it is not known whether the transaction committed: %s",
      "look at the data before you run it again"),
  STORE_LOST(
      3020, "58030", "ZooKeeper can't be reached: %s", "run it again when ZooKeeper answers"),
  NO_MASTER(3021, "58030", "%s did not end: %s", "look at SHOW LEAVES before you run it again"),
  MASTER_SLOW(
      3022, "58000", "%s did not end in time: %s", "look at SHOW LEAVES before you run it again"),
  NO_CLUSTER_KEY(
      3023,
      "28000",
      "this process has no cluster key, under which the leaves' passwords are sealed",
      "name the file that canopy init made: in the environment variable CANOPY_CLUSTER_KEY_FILE, by"
          + " clusterKeyFile in a JDBC URL, or by --key-file on the command line"),
  LEAF_UNSUITABLE(3024, "58000", "server %s can't become a leaf: %s", "%s"),
  OPERATION_FAILED(3025, "58000", "%s failed: %s", "%s"),
  CLUSTER_KEY(
      3026,
      "28000",
      "the cluster key can't be used: %s",
      "give this process the key that the cluster was made with"),
  LOCAL_CLUSTER(3030, "08001", "the local cluster does not start: %s", "remove the cause"),
  LEAF_BUSY(
      3040,
      "53300",
      "all %s connections to leaf %s are in use",
      "close connections sooner, or allow more of them"),
  LEAF_SUSPENDED(
      3041,
      "58030",
      "leaf %s takes no connections, and did not in the last %s ms",
      "run it again when the work on the leaf is done"),
  LEAF_LOST(
      3050,
      "58030",
      "the connection to leaf %s was lost while the statement ran: %s",
      "run it again"),

  // 9000: ourselves
  INTERNAL(9000, "XX000", "internal error: %s", "please report it with the statement");

  private final int number;
  private final String sqlState;
  private final String happened;
  private final String advice;

  CanopyError(int number, String sqlState, String happened, String advice) {
    this.number = number;
    this.sqlState = sqlState;
    this.happened = happened;
    this.advice = advice;
  }

  /** The stable number, which is the vendor code of the exception. */
  public int number() {
    return number;
  }

  public String sqlState() {
    return sqlState;
  }

  /** What happened, with a %s for each blank. */
  public String happened() {
    return happened;
  }

  /** What to do about it, with a %s for each blank. */
  public String advice() {
    return advice;
  }

  /** This error with its blanks filled in: first those of what happened, then of the advice. */
  public SQLException with(@Nullable Object... arguments) {
    return causedBy(null, arguments);
  }

  /** Whether an exception is this error. */
  public boolean is(SQLException exception) {
    return number == exception.getErrorCode() && sqlState.equals(exception.getSQLState());
  }

  /** Which of these errors an exception is; empty where it is a leaf's. */
  public static Optional<CanopyError> of(SQLException exception) {
    // MySQL has the same numbers, but none of them with the same SQLSTATE.
    return Arrays.stream(values()).filter(error -> error.is(exception)).findFirst();
  }

  /** This error with the whole text that another aggregator gave it. */
  public SQLException withText(String text) {
    return newException(text);
  }

  /** Like {@link #with}, with the exception that led to it. */
  public SQLException causedBy(@Nullable Throwable cause, @Nullable Object... arguments) {
    String text = String.format(Locale.ROOT, happened + "; " + advice, arguments);
    SQLException exception = newException(text);
    if (cause != null) {
      exception.initCause(cause);
    }
    return exception;
  }

  /** Whether it passes by itself, so that the same may simply be tried again. */
  private boolean passes() {
    return switch (this) {
      case STORE_UNREACHABLE, LEAF_BUSY -> true;
      default -> sqlState.equals("58030");
    };
  }

  /** The JDBC class that stands for an SQLSTATE class, so that frameworks can tell them apart. */
  private SQLException newException(String text) {
    if (passes()) {
      return new SQLTransientConnectionException(text, sqlState, number);
    }
    return switch (sqlState.substring(0, 2)) {
      case "0A" -> new SQLFeatureNotSupportedException(text, sqlState, number);
      case "08" -> new SQLNonTransientConnectionException(text, sqlState, number);
      case "21", "22" -> new SQLDataException(text, sqlState, number);
      case "23" -> new SQLIntegrityConstraintViolationException(text, sqlState, number);
      case "28" -> new SQLInvalidAuthorizationSpecException(text, sqlState, number);
      case "40" -> new SQLTransactionRollbackException(text, sqlState, number);
      case "42", "3D" -> new SQLSyntaxErrorException(text, sqlState, number);
      case "57", "HY" -> new SQLTimeoutException(text, sqlState, number);
      default -> new SQLNonTransientException(text, sqlState, number);
    };
  }
}
