package io.canopydb.driver.parse;

import io.canopydb.driver.parse.command.ClusterCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is, by its leading words: with what is needed to serve it without a tree. Ints
 * named as tokens are indices in the {@link Tokens} that were classified.
 */
public sealed interface StatementKind {

  /** A text of white space, comments or semicolons only. */
  record Empty() implements StatementKind {}

  /**
   * SELECT, TABLE, VALUES, or WITH before one of these.
   *
   * @param modifies whether it has an INSERT, UPDATE, DELETE or MERGE in its WITH
   */
  record Query(boolean modifies) implements StatementKind {}

  record Insert() implements StatementKind {}

  record Replace() implements StatementKind {}

  record Update() implements StatementKind {}

  record Delete() implements StatementKind {}

  record Merge() implements StatementKind {}

  /**
   * CREATE, ALTER, DROP, RENAME or COMMENT.
   *
   * @param objectType the kind of object in upper case: TABLE, REFERENCE TABLE, INDEX, VIEW,
   *     MATERIALIZED VIEW, SEQUENCE, TYPE, DOMAIN, SCHEMA, EXTENSION, FUNCTION, ...
   * @param nameToken the first token of the object's name; -1 where there is none
   */
  record Ddl(
      String verb,
      String objectType,
      boolean temporary,
      boolean orReplace,
      boolean ifExists,
      boolean ifNotExists,
      int nameToken)
      implements StatementKind {}

  /** TRUNCATE [TABLE]; {@code nameToken} is the first token of the first table's name. */
  record Truncate(int nameToken) implements StatementKind {}

  /** REFRESH MATERIALIZED VIEW; {@code data} is false for WITH NO DATA. */
  record Refresh(int nameToken, boolean data) implements StatementKind {}

  /** BEGIN or START TRANSACTION. */
  record Begin(TransactionModes modes) implements StatementKind {}

  /** COMMIT, or PostgreSQL's END. */
  record Commit(boolean chain, boolean release) implements StatementKind {}

  /** ROLLBACK, or PostgreSQL's ABORT. */
  record Rollback(boolean chain, boolean release) implements StatementKind {}

  record RollbackTo(String savepoint) implements StatementKind {}

  record Savepoint(String name) implements StatementKind {}

  record ReleaseSavepoint(String name) implements StatementKind {}

  /** PREPARE TRANSACTION, COMMIT PREPARED and ROLLBACK PREPARED of PostgreSQL. */
  record TwoPhase(String verb) implements StatementKind {}

  /** SET [scope] TRANSACTION, and SET SESSION CHARACTERISTICS AS TRANSACTION (scope SESSION). */
  record SetTransaction(@Nullable Scope scope, TransactionModes modes) implements StatementKind {
    /** Null, for the next or the current transaction, or one of these. */
    public enum Scope {
      SESSION,
      GLOBAL
    }
  }

  record SetVariables(List<Assignment> assignments) implements StatementKind {
    public SetVariables {
      assignments = List.copyOf(assignments);
    }
  }

  /** RESET of a variable, or of ALL. On MySQL RESET is a server command: see Administration. */
  record Reset(String name) implements StatementKind {}

  /** DISCARD ALL, PLANS, SEQUENCES or TEMP. */
  record Discard(String what) implements StatementKind {}

  record Use(String database) implements StatementKind {}

  /**
   * SHOW of something that is not Canopy's own.
   *
   * @param what upper case words without the modifiers: TABLES, CREATE TABLE, COLUMNS, INDEX,
   *     VARIABLES, ...; on PostgreSQL the name of a variable
   * @param modifiers FULL, EXTENDED, GLOBAL, SESSION, ... in upper case
   * @param object the parts of the table's (or other object's) name; empty where none is named
   * @param database the database of FROM or IN; null where none is named
   */
  record Show(String what, List<String> modifiers, List<String> object, @Nullable String database)
      implements StatementKind {
    public Show {
      modifiers = List.copyOf(modifiers);
      object = List.copyOf(object);
    }
  }

  /** DESCRIBE of a table. */
  record Describe(List<String> table) implements StatementKind {
    public Describe {
      table = List.copyOf(table);
    }
  }

  /**
   * EXPLAIN of a statement.
   *
   * @param analyze whether the statement is run
   * @param options what stands between EXPLAIN and the statement, as written
   * @param statement the statement that is explained; for FOR CONNECTION these words
   */
  record Explain(boolean analyze, Span options, Span statement) implements StatementKind {}

  record Call() implements StatementKind {}

  /** DO: expressions on MySQL, a block of code on PostgreSQL. */
  record Do() implements StatementKind {}

  /** KILL [CONNECTION | QUERY]; {@code id} is the expression as written. */
  record Kill(boolean query, Span id) implements StatementKind {}

  /** PREPARE; {@code body} is what follows FROM or AS. */
  record Prepare(String name, Span body) implements StatementKind {}

  record Execute(String name) implements StatementKind {}

  /** DEALLOCATE [PREPARE], or DROP PREPARE; the name is null for ALL. */
  record Deallocate(@Nullable String name) implements StatementKind {}

  /** LOCK TABLES, or PostgreSQL's LOCK [TABLE]; {@code nameToken} starts the first name. */
  record LockTables(int nameToken) implements StatementKind {}

  record UnlockTables() implements StatementKind {}

  /** COPY; {@code from} tells COPY .. FROM apart from COPY .. TO. */
  record Copy(boolean from) implements StatementKind {}

  /** LOAD DATA or LOAD XML. */
  record LoadData(boolean local) implements StatementKind {}

  record Handler() implements StatementKind {}

  record Xa() implements StatementKind {}

  /** LISTEN, UNLISTEN or NOTIFY. */
  record Notification(String verb) implements StatementKind {}

  /** DECLARE, FETCH, MOVE or CLOSE of a cursor. */
  record Cursor(String verb) implements StatementKind {}

  /** ANALYZE, VACUUM, OPTIMIZE, CHECK, CHECKSUM, REPAIR, REINDEX, CLUSTER, CHECKPOINT. */
  record Maintenance(String verb) implements StatementKind {}

  /** GRANT or REVOKE. */
  record Privileges(String verb) implements StatementKind {}

  /** What acts on one server as such: FLUSH, RESET on MySQL, PURGE, CHANGE, INSTALL, ... */
  record Administration(String verb) implements StatementKind {}

  /** A command of Canopy's own. */
  record Cluster(ClusterCommand command) implements StatementKind {}

  /** Anything else; {@code word} is the first token as written. */
  record Other(String word) implements StatementKind {}
}
