package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import javax.transaction.xa.XAException;

/** What errors mean to a transaction manager. */
final class XaErrors {
  private XaErrors() {}

  static XAException of(int code, String message) {
    XAException error = new XAException(message);
    error.errorCode = code;
    return error;
  }

  private static XAException of(int code, SQLException cause) {
    XAException error = of(code, String.valueOf(cause.getMessage()));
    error.initCause(cause);
    return error;
  }

  /** It was rolled back, or will be. */
  static XAException rolledBack(SQLException cause) {
    CanopyError known = CanopyError.of(cause).orElse(null);
    if (known == CanopyError.TRANSACTION_LOST || known == CanopyError.COMMIT_IN_DOUBT) {
      return of(XAException.XA_RBCOMMFAIL, cause);
    }
    String state = String.valueOf(cause.getSQLState());
    if (state.startsWith("40") && known == null) {
      return of(XAException.XA_RBDEADLOCK, cause);
    }
    return of(
        state.startsWith("23") ? XAException.XA_RBINTEGRITY : XAException.XA_RBROLLBACK, cause);
  }

  /** A commit in one phase failed. */
  static XAException onePhase(SQLException cause) {
    return CanopyError.of(cause).orElse(null) == CanopyError.COMMIT_IN_DOUBT
        ? of(XAException.XA_HEURHAZ, cause)
        : rolledBack(cause);
  }

  /** The manager's word could not be carried out, or its question not be answered. */
  static XAException notDone(SQLException cause) {
    CanopyError known = CanopyError.of(cause).orElse(null);
    if (known == CanopyError.XA_UNKNOWN) {
      return of(XAException.XAER_NOTA, cause);
    }
    if (known == CanopyError.XA_COMMITTED_BY_HAND) {
      return of(XAException.XA_HEURCOM, cause);
    }
    if (known == CanopyError.XA_ROLLED_BACK_BY_HAND) {
      return of(XAException.XA_HEURRB, cause);
    }
    // All else is a leaf or ZooKeeper out of reach, for a while: the manager is to try again.
    return of(XAException.XAER_RMFAIL, cause);
  }

  /** A branch could not begin. */
  static XAException notBegun(SQLException cause) {
    return CanopyError.of(cause).orElse(null) == CanopyError.TRANSACTION_STATE
        ? of(XAException.XAER_OUTSIDE, cause)
        : of(XAException.XAER_RMFAIL, cause);
  }
}
