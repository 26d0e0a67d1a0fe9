package io.canopydb.driver.planner;

import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Refusal;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.RefusedWrite;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.plan.Write;
import io.canopydb.driver.plan.WriteNode;
import java.util.Set;

/** What leaves a state on the connection that runs it, or reads one. */
final class SessionState {
  private static final Set<String> FUNCTIONS =
      Set.of("set_config", "currval", "lastval", "setval", "lo_create", "lo_creat", "setseed");

  /** What all sessions meet at on one leaf: locks, and the connections that may be killed. */
  private static final Set<String> LOCKS =
      Set.of(
          "connection_id",
          "pg_backend_pid",
          "pg_cancel_backend",
          "pg_terminate_backend",
          "txid_current",
          "txid_current_if_assigned",
          "pg_current_xact_id",
          "pg_current_xact_id_if_assigned",
          "get_lock",
          "release_lock",
          "release_all_locks",
          "is_free_lock",
          "is_used_lock",
          "pg_advisory_lock",
          "pg_advisory_unlock",
          "pg_advisory_unlock_all",
          "pg_try_advisory_lock",
          "pg_advisory_lock_shared",
          "pg_try_advisory_lock_shared",
          "pg_advisory_unlock_shared",
          "pg_advisory_xact_lock",
          "pg_try_advisory_xact_lock",
          "pg_advisory_xact_lock_shared",
          "pg_try_advisory_xact_lock_shared");

  private SessionState() {}

  /** Whether a statement takes, frees or looks at user locks. */
  static boolean locks(Tokens tokens) {
    return calls(tokens, LOCKS);
  }

  private static boolean calls(Tokens tokens, Set<String> names) {
    for (int i = 0; i < tokens.size(); i++) {
      String called = tokens.calledFunction(i);
      if (called != null && names.contains(called)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a statement uses a function of that kind. */
  static boolean touchedBy(Tokens tokens) {
    return locks(tokens) || calls(tokens, FUNCTIONS);
  }

  /**
   * Whether a statement assigns to user variables: what the one leaf that runs it makes of them is
   * read back, and several leaves would each begin with what was before.
   */
  static boolean assigns(Tokens tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.isOperator(i, ":=") && tokens.isKind(i - 1, TokenKind.VARIABLE)) {
        return true;
      }
    }
    return false;
  }

  private static final Refusal SEVERAL =
      new Refusal(
          "a statement over several partitions that assigns to variables",
          "add a condition on the whole shard key, or SELECT .. INTO the variables");

  /** The plan of a query that assigns to user variables: that of one leaf, or none. */
  static ReadNode onOneLeaf(ReadNode plan, Tokens tokens) {
    if (!assigns(tokens)
        || plan instanceof Refused
        || (plan instanceof Route route && !(route.target() instanceof Target.Partitions))) {
      return plan;
    }
    return plan instanceof OneOrMany choice ? choice.orRefused(SEVERAL) : new Refused(SEVERAL);
  }

  /** The plan of a write that assigns to user variables: that of one leaf, or none. */
  static WriteNode onOneLeaf(WriteNode plan, Tokens tokens) {
    if (!assigns(tokens)
        || plan instanceof RefusedWrite
        || (plan instanceof Write write && !(write.target() instanceof Target.Partitions))) {
      return plan;
    }
    return plan instanceof OneOrManyWrite choice
        ? choice.orRefused(SEVERAL)
        : new RefusedWrite(SEVERAL);
  }
}
