package io.canopydb.driver.session;

import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Plan;
import java.util.HashSet;
import java.util.Set;

/**
 * What the transaction of a session has used so far, and so may hold locks of. DDL runs on
 * connections of its own: about one of these it would wait for the very transaction that waits for
 * it. For one session.
 */
final class UsedTables {
  private final Set<String> names = new HashSet<>();
  private boolean others;

  /** Starts anew, with a transaction. */
  void clear() {
    names.clear();
    others = false;
  }

  /** A statement of a plan. */
  void note(Plan.Basis basis) {
    basis.tables().keySet().forEach(name -> names.add(name.object()));
    basis.views().keySet().forEach(name -> names.add(name.object()));
  }

  /** A statement of which nobody knows what it uses. */
  void noteOthers() {
    others = true;
  }

  /** Whether a statement may be about something that the transaction has used. */
  boolean mayBeIn(Tokens statement) {
    if (others) {
      return true;
    }
    for (int i = 0; i < statement.size(); i++) {
      if (statement.isIdentifier(i) && names.contains(statement.identifier(i))) {
        return true;
      }
    }
    return false;
  }
}
