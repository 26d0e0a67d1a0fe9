package io.canopydb.driver.parse;

import io.canopydb.driver.parse.command.ClusterCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is, by its leading words: with what is needed to serve it without a tree. Ints
 * named as tokens are indices in the {@link Tokens} that were classified.
 */
public sealed interface StatementKind {

  /** Calls the method of a visitor that is for this kind. */
  <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X;

  /** A text of white space, comments or semicolons only. */
  record Empty() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.empty(this);
    }
  }

  /**
   * SELECT, TABLE, VALUES, or WITH before one of these.
   *
   * @param modifies whether it has an INSERT, UPDATE, DELETE or MERGE in its WITH
   */
  record Query(boolean modifies) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.query(this);
    }
  }

  record Insert() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.insert(this);
    }
  }

  record Replace() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.replace(this);
    }
  }

  record Update() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.update(this);
    }
  }

  record Delete() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.delete(this);
    }
  }

  record Merge() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.merge(this);
    }
  }

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
      implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.ddl(this);
    }
  }

  /** TRUNCATE [TABLE]; {@code nameToken} is the first token of the first table's name. */
  record Truncate(int nameToken) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.truncate(this);
    }
  }

  /** REFRESH MATERIALIZED VIEW; {@code data} is false for WITH NO DATA. */
  record Refresh(int nameToken, boolean data) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.refresh(this);
    }
  }

  /** BEGIN or START TRANSACTION. */
  record Begin(TransactionModes modes) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.begin(this);
    }
  }

  /** COMMIT, or PostgreSQL's END. */
  record Commit(boolean chain, boolean release) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.commit(this);
    }
  }

  /** ROLLBACK, or PostgreSQL's ABORT. */
  record Rollback(boolean chain, boolean release) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.rollback(this);
    }
  }

  record RollbackTo(String savepoint) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.rollbackTo(this);
    }
  }

  record Savepoint(String name) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.savepoint(this);
    }
  }

  record ReleaseSavepoint(String name) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.releaseSavepoint(this);
    }
  }

  /** PREPARE TRANSACTION, COMMIT PREPARED and ROLLBACK PREPARED of PostgreSQL. */
  record TwoPhase(String verb) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.twoPhase(this);
    }
  }

  /** SET [scope] TRANSACTION, and SET SESSION CHARACTERISTICS AS TRANSACTION (scope SESSION). */
  record SetTransaction(@Nullable Scope scope, TransactionModes modes) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.setTransaction(this);
    }

    /** Null, for the next or the current transaction, or one of these. */
    public enum Scope {
      SESSION,
      GLOBAL
    }
  }

  record SetVariables(List<Assignment> assignments) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.setVariables(this);
    }

    public SetVariables {
      assignments = List.copyOf(assignments);
    }
  }

  /** RESET of a variable, or of ALL. On MySQL RESET is a server command: see Administration. */
  record Reset(String name) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.reset(this);
    }
  }

  /** DISCARD ALL, PLANS, SEQUENCES or TEMP. */
  record Discard(String what) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.discard(this);
    }
  }

  record Use(String database) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.use(this);
    }
  }

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
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.show(this);
    }

    public Show {
      modifiers = List.copyOf(modifiers);
      object = List.copyOf(object);
    }
  }

  /** DESCRIBE of a table. */
  record Describe(List<String> table) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.describe(this);
    }

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
  record Explain(boolean analyze, Span options, Span statement) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.explain(this);
    }
  }

  record Call() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.call(this);
    }
  }

  /** DO: expressions on MySQL, a block of code on PostgreSQL. */
  record Do() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.doIt(this);
    }
  }

  /** KILL [CONNECTION | QUERY]; {@code id} is the expression as written. */
  record Kill(boolean query, Span id) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.kill(this);
    }
  }

  /** PREPARE; {@code body} is what follows FROM or AS. */
  record Prepare(String name, Span body) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.prepare(this);
    }
  }

  record Execute(String name) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.execute(this);
    }
  }

  /** DEALLOCATE [PREPARE], or DROP PREPARE; the name is null for ALL. */
  record Deallocate(@Nullable String name) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.deallocate(this);
    }
  }

  /** LOCK TABLES, or PostgreSQL's LOCK [TABLE]; {@code nameToken} starts the first name. */
  record LockTables(int nameToken) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.lockTables(this);
    }
  }

  record UnlockTables() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.unlockTables(this);
    }
  }

  /** COPY; {@code from} tells COPY .. FROM apart from COPY .. TO. */
  record Copy(boolean from) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.copy(this);
    }
  }

  /** LOAD DATA or LOAD XML. */
  record LoadData(boolean local) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.loadData(this);
    }
  }

  record Handler() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.handler(this);
    }
  }

  record Xa() implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.xa(this);
    }
  }

  /** LISTEN, UNLISTEN or NOTIFY. */
  record Notification(String verb) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.notification(this);
    }
  }

  /** DECLARE, FETCH, MOVE or CLOSE of a cursor. */
  record Cursor(String verb) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.cursor(this);
    }
  }

  /** ANALYZE, VACUUM, OPTIMIZE, CHECK, CHECKSUM, REPAIR, REINDEX, CLUSTER, CHECKPOINT. */
  record Maintenance(String verb) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.maintenance(this);
    }
  }

  /** GRANT or REVOKE. */
  record Privileges(String verb) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.privileges(this);
    }
  }

  /** What acts on one server as such: FLUSH, RESET on MySQL, PURGE, CHANGE, INSTALL, ... */
  record Administration(String verb) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.administration(this);
    }
  }

  /** A command of Canopy's own. */
  record Cluster(ClusterCommand command) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.cluster(this);
    }
  }

  /** Anything else; {@code word} is the first token as written. */
  record Other(String word) implements StatementKind {
    @Override
    public <R, X extends Exception> R accept(StatementVisitor<R, X> visitor) throws X {
      return visitor.other(this);
    }
  }
}
