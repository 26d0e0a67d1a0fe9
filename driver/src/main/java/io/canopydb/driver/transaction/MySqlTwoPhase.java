package io.canopydb.driver.transaction;

import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MySQL's XA transactions. They are detached from the connection when they are prepared
 * (xa_detach_on_prepare, which a leaf must have on): else another connection would be told that
 * there is no such transaction.
 */
final class MySqlTwoPhase implements TwoPhase {
  static final MySqlTwoPhase INSTANCE = new MySqlTwoPhase();

  /** Tells Canopy's transactions from those of others: "CNPY". */
  private static final int FORMAT = 0x434e5059;

  private static final int UNKNOWN_XID = 1397;

  private MySqlTwoPhase() {}

  private static String xid(BranchId id) {
    return '\'' + id.transaction().text() + "','" + id.qualifier() + "'," + FORMAT;
  }

  @Override
  public boolean named() {
    return true;
  }

  @Override
  public void begin(Connection connection, BranchId id) throws SQLException {
    TwoPhase.run(connection, "XA START " + xid(id));
  }

  @Override
  public void prepare(Connection connection, BranchId id, Set<Participant> written)
      throws SQLException {
    TwoPhase.run(connection, "XA END " + xid(id));
    TwoPhase.run(connection, "XA PREPARE " + xid(id));
  }

  @Override
  public void commitOnePhase(Connection connection, BranchId id) throws SQLException {
    TwoPhase.run(connection, "XA END " + xid(id));
    TwoPhase.run(connection, "XA COMMIT " + xid(id) + " ONE PHASE");
  }

  @Override
  public void rollbackBegun(Connection connection, BranchId id) throws SQLException {
    SQLException failure = null;
    try {
      TwoPhase.run(connection, "XA END " + xid(id));
    } catch (SQLException e) {
      // It has ended by itself: by a deadlock, or by an XA PREPARE that failed.
      failure = e;
    }
    try {
      TwoPhase.run(connection, "XA ROLLBACK " + xid(id));
    } catch (SQLException e) {
      if (failure != null) {
        e.addSuppressed(failure);
      }
      throw e;
    }
  }

  @Override
  public void commitPrepared(Connection connection, BranchId id) throws SQLException {
    end(connection, "XA COMMIT " + xid(id));
  }

  @Override
  public void rollbackPrepared(Connection connection, BranchId id) throws SQLException {
    end(connection, "XA ROLLBACK " + xid(id));
  }

  private static void end(Connection connection, String sql) throws SQLException {
    try {
      TwoPhase.run(connection, sql);
    } catch (SQLException e) {
      if (e.getErrorCode() != UNKNOWN_XID) {
        throw e;
      }
    }
  }

  /**
   * Not earlier, beside the others' preparing, though that would spare a round trip: a coordinator
   * that stands still would keep the row locked, and everybody from asking for the decision.
   */
  @Override
  public void decide(Connection connection, String table, TransactionId id, @Nullable XaId manager)
      throws SQLException {
    TwoPhase.run(connection, TwoPhase.insertion(table, id, manager));
    connection.commit();
  }

  /** An INSERT waits for the lock of one that is not committed. */
  @Override
  public Verdict verdict(Connection connection, String table, TransactionId id, boolean commit)
      throws SQLException {
    TwoPhase.run(
        connection,
        "INSERT IGNORE INTO "
            + table
            + " (gid, verdict) VALUES ('"
            + id.text()
            + (commit ? "', 'C')" : "', 'A')"));
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT verdict FROM " + table + " WHERE gid = '" + id.text() + "'")) {
      if (!row.next()) {
        throw new SQLException("the decision on " + id + " went away while it was read", "40001");
      }
      return Verdict.of(row.getString(1));
    }
  }

  @Override
  public void forget(Connection connection, String table, Collection<TransactionId> ids)
      throws SQLException {
    TwoPhase.run(connection, "DELETE FROM " + table + " WHERE gid IN (" + TwoPhase.list(ids) + ")");
  }

  @Override
  public List<Decision> decisions(Connection connection, String table, int seconds)
      throws SQLException {
    String sql =
        "SELECT gid, verdict, TIMESTAMPDIFF(SECOND, decided, CURRENT_TIMESTAMP), xid IS NOT NULL"
            + " FROM "
            + table
            + " WHERE decided < CURRENT_TIMESTAMP - INTERVAL "
            + seconds
            + " SECOND LIMIT 1000";
    return DecisionRows.read(connection, sql);
  }

  /** XA RECOVER needs the privilege XA_RECOVER_ADMIN. */
  @Override
  public List<PreparedBranch> prepared(Connection connection, Leaf leaf, String cluster)
      throws SQLException {
    List<PreparedBranch> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("XA RECOVER")) {
      while (rows.next()) {
        if (rows.getLong(1) != FORMAT) {
          continue;
        }
        String data = rows.getString(4);
        int length = rows.getInt(2);
        BranchId.parse(data.substring(0, length), data.substring(length))
            .filter(id -> id.transaction().cluster().equals(cluster))
            .ifPresent(id -> found.add(new PreparedBranch(id, leaf, null, null)));
      }
    }
    return found;
  }

  @Override
  public void actFor(Connection connection, PreparedBranch branch, boolean begin) {
    // Who knows its name may end it.
  }

  @Override
  public boolean switchedOff(SQLException error) {
    return false;
  }

  @Override
  public String managersColumn() {
    return "xid VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin";
  }

  @Override
  public List<String> creation(String table) {
    return List.of(
        "CREATE TABLE "
            + table
            + " (gid VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,"
            + " verdict CHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
            + " decided TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, "
            + managersColumn()
            + ") ENGINE=InnoDB");
  }
}
