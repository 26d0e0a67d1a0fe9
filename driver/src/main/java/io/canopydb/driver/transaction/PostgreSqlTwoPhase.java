package io.canopydb.driver.transaction;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's prepared transactions. Any transaction can be prepared, whatever began it. */
final class PostgreSqlTwoPhase implements TwoPhase {
  static final PostgreSqlTwoPhase INSTANCE = new PostgreSqlTwoPhase();

  private static final String PREFIX = "canopy:";

  private PostgreSqlTwoPhase() {}

  private static String gid(BranchId id) {
    return '\'' + PREFIX + id.transaction().text() + ':' + id.qualifier() + '\'';
  }

  @Override
  public boolean named() {
    return false;
  }

  @Override
  public void begin(Connection connection, BranchId id) {
    throw new IllegalStateException("no part needs a name");
  }

  /**
   * The SELECT goes with it in one round trip: it fails in a transaction that has failed, where
   * PREPARE would roll back and say nothing.
   */
  @Override
  public void prepare(Connection connection, BranchId id, Set<Participant> written)
      throws SQLException {
    TwoPhase.run(connection, "SELECT 1; PREPARE TRANSACTION " + gid(id));
    connection.setAutoCommit(true); // nothing is open: it sends nothing
  }

  @Override
  public void commitOnePhase(Connection connection, BranchId id) {
    throw new IllegalStateException("no part has a name");
  }

  @Override
  public void rollbackBegun(Connection connection, BranchId id) {
    throw new IllegalStateException("no part has a name");
  }

  @Override
  public void commitPrepared(Connection connection, BranchId id) throws SQLException {
    end(connection, "COMMIT PREPARED " + gid(id));
  }

  @Override
  public void rollbackPrepared(Connection connection, BranchId id) throws SQLException {
    end(connection, "ROLLBACK PREPARED " + gid(id));
  }

  private static void end(Connection connection, String sql) throws SQLException {
    try {
      TwoPhase.run(connection, sql);
    } catch (SQLException e) {
      if (!"42704".equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  /** The INSERT fails in a transaction that has failed, where COMMIT alone would say nothing. */
  @Override
  public void decide(Connection connection, String table, TransactionId id, @Nullable XaId manager)
      throws SQLException {
    TwoPhase.run(connection, TwoPhase.insertion(table, id, manager) + "; COMMIT");
  }

  /** ON CONFLICT DO UPDATE waits for one that is not committed; DO NOTHING would not. */
  @Override
  public Verdict verdict(Connection connection, String table, TransactionId id, boolean commit)
      throws SQLException {
    String sql =
        "INSERT INTO "
            + table
            + " AS d (gid, verdict) VALUES ('"
            + id.text()
            + (commit ? "', 'C')" : "', 'A')")
            + " ON CONFLICT (gid) DO UPDATE SET asked = d.asked + 1 RETURNING verdict";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return Verdict.of(row.getString(1));
    }
  }

  @Override
  public void forget(Connection connection, String table, Collection<TransactionId> ids)
      throws SQLException {
    // A deletion that a crash undoes does no harm, so that nobody need wait for the disk.
    TwoPhase.run(
        connection,
        "BEGIN; SET LOCAL synchronous_commit = off; DELETE FROM "
            + table
            + " WHERE gid IN ("
            + TwoPhase.list(ids)
            + "); COMMIT");
  }

  @Override
  public List<Decision> decisions(Connection connection, String table, int seconds)
      throws SQLException {
    String sql =
        "SELECT gid, verdict, EXTRACT(EPOCH FROM now() - decided)::bigint, xid IS NOT NULL FROM "
            + table
            + " WHERE decided < now() - "
            + seconds
            + " * interval '1 second' LIMIT 1000";
    return DecisionRows.read(connection, sql);
  }

  @Override
  public List<PreparedBranch> prepared(Connection connection, Leaf leaf, String cluster)
      throws SQLException {
    List<PreparedBranch> found = new ArrayList<>();
    String sql =
        "SELECT gid, database, owner FROM pg_prepared_xacts WHERE gid LIKE '"
            + PREFIX
            + cluster
            + ".%'";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        String database = rows.getString(2);
        String owner = rows.getString(3);
        parse(rows.getString(1))
            .ifPresent(id -> found.add(new PreparedBranch(id, leaf, database, owner)));
      }
    }
    return found;
  }

  private static Optional<BranchId> parse(String gid) {
    String[] parts = gid.split(":", -1);
    return parts.length == 3 ? BranchId.parse(parts[1], parts[2]) : Optional.empty();
  }

  /** Only its owner may end it, or a superuser, whose role need not be the owner's. */
  @Override
  public void actFor(Connection connection, PreparedBranch branch, boolean begin)
      throws SQLException {
    String owner = branch.owner();
    if (owner != null) {
      TwoPhase.run(
          connection,
          begin ? "SET ROLE " + Dialect.of(Engine.POSTGRESQL).quoteName(owner) : "RESET ROLE");
    }
  }

  @Override
  public boolean switchedOff(SQLException error) {
    return "55000".equals(error.getSQLState());
  }

  @Override
  public String managersColumn() {
    return "xid text";
  }

  @Override
  public List<String> creation(String table) {
    return List.of(
        "CREATE TABLE "
            + table
            + " (gid text PRIMARY KEY, verdict \"char\" NOT NULL, asked int NOT NULL DEFAULT 0,"
            + " decided timestamptz NOT NULL DEFAULT now(), "
            + managersColumn()
            + ")",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON " + table + " TO PUBLIC");
  }
}
