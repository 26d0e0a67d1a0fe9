package io.canopydb.driver.jdbc;

import io.canopydb.driver.transaction.XaId;
import javax.transaction.xa.Xid;

/** JTA's view of a branch's name. */
record CanopyXid(XaId id) implements Xid {

  static XaId read(Xid xid) {
    return XaId.of(xid.getFormatId(), xid.getGlobalTransactionId(), xid.getBranchQualifier());
  }

  @Override
  public int getFormatId() {
    return id.format();
  }

  @Override
  public byte[] getGlobalTransactionId() {
    return id.globalBytes();
  }

  @Override
  public byte[] getBranchQualifier() {
    return id.qualifierBytes();
  }
}
