package io.canopydb.driver.planner;

import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.Set;

/** What leaves a state on the connection that runs it, or reads one. */
final class SessionState {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "set_config",
          "currval",
          "lastval",
          "setval",
          "connection_id",
          "pg_backend_pid",
          "txid_current",
          "pg_current_xact_id",
          "lo_create",
          "lo_creat",
          "setseed");

  private static final Set<String> LOCKS =
      Set.of(
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

  /** Whether a statement uses a function of that kind, or assigns to a user variable. */
  static boolean touchedBy(Tokens tokens) {
    if (locks(tokens) || calls(tokens, FUNCTIONS)) {
      return true;
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isOperator(i, ":=")
          || (tokens.is(i, "INTO") && tokens.isKind(i + 1, TokenKind.VARIABLE))) {
        return true;
      }
    }
    return false;
  }
}
