package io.canopydb.driver.transaction;

import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a transaction by hand. Safe for use by many threads. */
public final class HandSettlement {
  private final Settlement settlement;

  /** All arguments stay the caller's to close. */
  public HandSettlement(MetadataStore store, Door door, LeafLogins logins) {
    this.settlement = new Settlement(store, door, logins);
  }

  /**
   * Ends all its parts that can be reached.
   *
   * @param commit what a person wants if nothing was decided. If the decision can't be reached,
   *     that is done at the person's own risk; null refuses then
   * @throws SQLException COMMAND if it was decided otherwise
   */
  public void settle(InDoubt transaction, @Nullable Boolean commit) throws SQLException {
    PreparedBranch any = transaction.parts().get(0);
    boolean wanted = Boolean.TRUE.equals(commit);
    boolean decided;
    try {
      decided = verdict(any, commit);
    } catch (SQLException e) {
      Optional<CanopyError> known = CanopyError.of(e);
      boolean outOfReach =
          known.equals(Optional.of(CanopyError.LEAF_UNREACHABLE))
              || known.equals(Optional.of(CanopyError.PARTITION_OFFLINE));
      if (commit == null || !outOfReach) {
        throw e;
      }
      decided = wanted;
    }
    if (commit != null && decided != wanted) {
      throw CanopyError.COMMAND.with(
          "transaction '"
              + transaction.id()
              + "' was decided already: it is "
              + (decided ? "committed" : "rolled back"),
          "say SETTLE TRANSACTION without COMMIT or ROLLBACK");
    }
    for (PreparedBranch branch : transaction.parts()) {
      settlement.end(branch, decided);
    }
  }

  /** What is left to a transaction manager is decided in its place, which it hears of later. */
  private boolean verdict(PreparedBranch any, @Nullable Boolean commit) throws SQLException {
    Verdict verdict = settlement.verdict(any, Boolean.TRUE.equals(commit));
    if (verdict == Verdict.MANAGERS) {
      if (commit == null) {
        throw CanopyError.COMMAND.with(
            "transaction '" + any.id().transaction() + "' waits for its transaction manager",
            "let that recover, or decide in its place: SETTLE TRANSACTION .. COMMIT or ROLLBACK");
      }
      settlement.instruct(any, commit);
      verdict = settlement.verdict(any, commit);
    }
    return verdict == Verdict.COMMIT;
  }
}
