package io.canopydb.it.transaction;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Another resource, before whose preparation or commit the process stops. */
record StoppingResource(XAResource other, boolean atPrepare, boolean atCommit)
    implements XAResource {

  @Override
  public int prepare(Xid xid) throws XAException {
    if (atPrepare) {
      ManagedTransfer.stop();
    }
    return other.prepare(xid);
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    if (atCommit) {
      ManagedTransfer.stop();
    }
    other.commit(xid, onePhase);
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    other.start(xid, flags);
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    other.end(xid, flags);
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    other.rollback(xid);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    other.forget(xid);
  }

  @Override
  public Xid[] recover(int flags) throws XAException {
    return other.recover(flags);
  }

  @Override
  public boolean isSameRM(XAResource resource) {
    return resource == this;
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return other.getTransactionTimeout();
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    return other.setTransactionTimeout(seconds);
  }
}
