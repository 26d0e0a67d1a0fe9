package io.canopydb.driver.jdbc;

import io.canopydb.driver.session.ManagedBranch;
import io.canopydb.driver.transaction.XaId;
import io.canopydb.driver.transaction.XaPrepared;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction manager steers a connection's branches by. One branch at a time is not
 * prepared yet; any number may be prepared, and any resource of the cluster can end them.
 *
 * <p>A transaction that has no time left is the manager's to roll back; the resource has no clock.
 */
final class CanopyXAResource implements XAResource {
  private final BranchOwner connection;

  /** What this resource prepared itself; looking it up costs a question to each leaf. */
  private final Map<XaId, XaPrepared> known = new ConcurrentHashMap<>();

  /** The branch that is not prepared yet. */
  private volatile @Nullable XaId current;

  CanopyXAResource(BranchOwner connection) {
    this.connection = connection;
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    XaId id = CanopyXid.read(xid);
    try {
      if (flags == TMNOFLAGS) {
        begin(id);
      } else if (flags == TMJOIN || flags == TMRESUME) {
        checkCurrent(id);
        connection.withBranch(
            branch -> {
              branch.comeBack();
              return true;
            });
      } else {
        throw XaErrors.of(XAException.XAER_INVAL, "start does not know the flags " + flags);
      }
    } catch (SQLException e) {
      throw XaErrors.notBegun(e);
    }
  }

  private void begin(XaId id) throws XAException, SQLException {
    if (known.containsKey(id) || id.equals(current)) {
      throw XaErrors.of(XAException.XAER_DUPID, "the Xid has a branch already");
    }
    if (current != null) {
      throw XaErrors.of(
          XAException.XAER_PROTO, "the connection's last branch is neither prepared nor ended");
    }
    connection.withBranch(
        branch -> {
          branch.begin();
          current = id;
          return true;
        });
  }

  private void checkCurrent(XaId id) throws XAException {
    if (!id.equals(current)) {
      throw XaErrors.of(XAException.XAER_NOTA, "the connection has no branch of this Xid");
    }
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    checkCurrent(CanopyXid.read(xid));
    if (flags != TMSUCCESS && flags != TMFAIL && flags != TMSUSPEND) {
      throw XaErrors.of(XAException.XAER_INVAL, "end does not know the flags " + flags);
    }
    try {
      connection.withBranch(
          branch -> {
            branch.leave(flags == TMFAIL);
            return true;
          });
    } catch (SQLException e) {
      throw XaErrors.notDone(e);
    }
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    XaId id = CanopyXid.read(xid);
    checkCurrent(id);
    checkLeft();
    try {
      Optional<XaPrepared> prepared = finish(branch -> branch.prepare(id));
      prepared.ifPresent(made -> known.put(id, made));
      return prepared.isPresent() ? XA_OK : XA_RDONLY;
    } catch (SQLException e) {
      throw XaErrors.rolledBack(e);
    }
  }

  private void checkLeft() throws XAException {
    try {
      if (connection.withBranch(ManagedBranch::isActive)) {
        throw XaErrors.of(XAException.XAER_PROTO, "the branch goes on: end comes first");
      }
    } catch (SQLException e) {
      throw XaErrors.notDone(e);
    }
  }

  /** After it the branch is the session's no more, whatever happened. */
  private <T> T finish(BranchOwner.Act<T> act) throws SQLException {
    try {
      return connection.withBranch(act);
    } finally {
      current = null;
    }
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    XaId id = CanopyXid.read(xid);
    if (!onePhase) {
      settle(id, true);
      return;
    }
    checkCurrent(id);
    checkLeft();
    try {
      finish(
          branch -> {
            branch.commit();
            return true;
          });
    } catch (SQLException e) {
      throw XaErrors.onePhase(e);
    }
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    XaId id = CanopyXid.read(xid);
    if (!id.equals(current)) {
      settle(id, false);
      return;
    }
    try {
      finish(
          branch -> {
            branch.rollback();
            return true;
          });
    } catch (SQLException e) {
      throw XaErrors.notDone(e);
    }
  }

  private void settle(XaId id, boolean commit) throws XAException {
    if (id.equals(current)) {
      throw XaErrors.of(XAException.XAER_PROTO, "the branch is not prepared");
    }
    try {
      connection.prepared().end(id, known.get(id), commit);
      known.remove(id);
    } catch (SQLException e) {
      throw XaErrors.notDone(e);
    }
  }

  /** All are given by the first call of a scan. */
  @Override
  public Xid[] recover(int flags) throws XAException {
    if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
      throw XaErrors.of(XAException.XAER_INVAL, "recover does not know the flags " + flags);
    }
    if ((flags & TMSTARTRSCAN) == 0) {
      return new Xid[0];
    }
    try {
      return connection.prepared().all().stream().map(CanopyXid::new).toArray(Xid[]::new);
    } catch (SQLException e) {
      throw XaErrors.notDone(e);
    }
  }

  @Override
  public void forget(Xid xid) throws XAException {
    XaId id = CanopyXid.read(xid);
    try {
      connection.prepared().forget(id);
      known.remove(id);
    } catch (SQLException e) {
      throw XaErrors.notDone(e);
    }
  }

  /** Only itself: a branch belongs to a session, so that no other resource can join it. */
  @Override
  public boolean isSameRM(XAResource other) {
    return other == this;
  }

  @Override
  public int getTransactionTimeout() {
    return 0;
  }

  @Override
  public boolean setTransactionTimeout(int seconds) {
    return false;
  }
}
