package io.canopydb.driver.execute.read;

import io.canopydb.driver.execute.LeafAccess;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.transaction.ClusterTransaction;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives the connections that a statement holds to some leaves, and those of the session else. */
final class HeldAccess implements LeafAccess {
  private final LeafAccess session;
  private final Map<Integer, LeafConnection> held = new HashMap<>();

  HeldAccess(LeafAccess session, Collection<SharedConnection> connections) {
    this.session = session;
    connections.forEach(connection -> held.put(connection.leaf().id(), connection.connection()));
  }

  @Override
  public LeafConnection acquire(Leaf leaf) throws SQLException {
    LeafConnection connection = held.get(leaf.id());
    return connection == null ? session.acquire(leaf) : connection;
  }

  @Override
  public LeafAccess outside() {
    return session;
  }

  @Override
  public void release(LeafConnection connection) {
    if (held.get(connection.leaf().id()) != connection) {
      session.release(connection);
    }
  }

  @Override
  public boolean inTransaction() {
    return session.inTransaction();
  }

  @Override
  public Leaf pinnedLeaf() throws SQLException {
    return session.pinnedLeaf();
  }

  @Override
  public Leaf anyLeaf() throws SQLException {
    return session.anyLeaf();
  }

  @Override
  public <T extends @Nullable Object> T askAny(Question<T> question) throws SQLException {
    return session.askAny(question);
  }

  @Override
  public void pin() throws SQLException {
    session.pin();
  }

  @Override
  public Leaf lockLeaf() throws SQLException {
    return session.lockLeaf();
  }

  @Override
  public void wrote(LeafConnection connection, Set<Participant> touched) {
    session.wrote(connection, touched);
  }

  @Override
  public void committed(LeafConnection connection, Set<Participant> touched) throws SQLException {
    session.committed(connection, touched);
  }

  @Override
  public void wroteEverywhere(Set<Integer> leaves) {
    session.wroteEverywhere(leaves);
  }

  @Override
  public void usesTemporaryTables(LeafConnection connection) {
    session.usesTemporaryTables(connection);
  }

  @Override
  public void lose(SQLException because) {
    session.lose(because);
  }

  @Override
  public void fail() {
    session.fail();
  }

  @Override
  public ClusterTransaction newTransaction() {
    return session.newTransaction();
  }

  @Override
  public boolean keeps(Leaf leaf) {
    return session.keeps(leaf);
  }
}
