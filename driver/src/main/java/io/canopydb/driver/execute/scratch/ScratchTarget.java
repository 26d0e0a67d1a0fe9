package io.canopydb.driver.execute.scratch;

import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.plan.Gather;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A leaf connection with the scratch tables that a statement has made on it: temporary ones, so
 * that nothing is left behind however it ends. Several threads may write into them; everything else
 * is for one.
 */
public final class ScratchTarget {
  private final SharedConnection connection;
  private final Execution execution;
  private final ScratchTables scratch;
  private final ReentrantLock writing = new ReentrantLock();
  private final List<String> made = new ArrayList<>();

  public ScratchTarget(SharedConnection connection, Execution execution) {
    this.connection = connection;
    this.execution = execution;
    this.scratch = ScratchTables.of(execution.dialect().engine());
  }

  public SharedConnection connection() {
    return connection;
  }

  /**
   * Makes tables for a ship.
   *
   * @param names quoted
   */
  public void create(Gather.Ship ship, LeafText shape, List<String> names) throws SQLException {
    made.addAll(names);
    String first = names.get(0);
    scratch.create(connection, first, shape, keys(ship), execution.dialect());
    scratch.twins(connection, first, names.subList(1, names.size()));
  }

  /**
   * Makes a table.
   *
   * @param definition its columns in brackets
   */
  public void define(String name, String definition) throws SQLException {
    made.add(name);
    try (LeafStatement statement = connection.statement()) {
      statement.run("CREATE TEMPORARY TABLE " + name + " " + definition);
    }
  }

  /** Makes a table of a query. */
  public void derive(String name, LeafText query) throws SQLException {
    made.add(name);
    scratch.derive(connection, name, query);
  }

  /** Makes a table of the same rows. */
  public void copy(String name, String copy) throws SQLException {
    made.add(copy);
    scratch.copy(connection, name, copy);
  }

  /** Writes rows into a table; safe for use by several threads. */
  public void write(ScratchRows rows, String name) throws SQLException {
    writing.lock();
    try {
      rows.write(connection.jdbc(), name);
    } catch (SQLException e) {
      connection.failed(e);
      throw e;
    } finally {
      writing.unlock();
    }
  }

  /**
   * Makes ready for queries what has been filled.
   *
   * @param rows how many rows each table has, by its quoted name
   */
  public void filled(Gather.Ship ship, Map<String, Long> rows) throws SQLException {
    scratch.filled(connection, rows, keys(ship), execution.dialect());
  }

  private static ScratchKeys keys(Gather.Ship ship) {
    return new ScratchKeys(ship.primaryKey(), ship.indexed());
  }

  /**
   * Drops the tables and gives the connection back.
   *
   * @param because what failed before, which gets what fails here
   */
  public void end(boolean inTransaction, @Nullable Exception because) throws SQLException {
    try {
      scratch.drop(connection, made, inTransaction);
    } catch (SQLException e) {
      if (!connection.failed(e) && !inTransaction) {
        // What was not dropped must not come to another session; a rollback drops it, too.
        connection.connection().taint();
      }
      if (because == null) {
        throw e;
      }
      because.addSuppressed(e);
    } finally {
      connection.release();
    }
  }
}
