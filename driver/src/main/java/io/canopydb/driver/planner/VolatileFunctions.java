package io.canopydb.driver.planner;

import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.Locale;
import java.util.Set;

/** Functions whose value differs from call to call, or from statement to statement. */
final class VolatileFunctions {

  /** One value a statement (PostgreSQL: a transaction): the present time. */
  private static final Set<String> PRESENT =
      Set.of(
          "now",
          "current_timestamp",
          "localtimestamp",
          "localtime",
          "current_date",
          "current_time",
          "curdate",
          "curtime",
          "sysdate",
          "utc_date",
          "utc_time",
          "utc_timestamp",
          "unix_timestamp",
          "transaction_timestamp",
          "statement_timestamp");

  /** Another value each call. */
  private static final Set<String> EACH_CALL =
      Set.of(
          "rand",
          "random",
          "uuid",
          "uuid_short",
          "gen_random_uuid",
          "uuidv4",
          "uuidv7",
          "clock_timestamp",
          "timeofday",
          "random_bytes",
          "random_normal",
          "nextval",
          "gen_random_bytes",
          "uuid_generate_v4",
          "uuid_generate_v1",
          "sleep",
          "pg_sleep");

  private VolatileFunctions() {}

  static boolean anyIn(Tokens tokens) {
    return presentIn(tokens) || eachCallIn(tokens);
  }

  static boolean presentIn(Tokens tokens) {
    return any(tokens, PRESENT);
  }

  static boolean eachCallIn(Tokens tokens) {
    return any(tokens, EACH_CALL);
  }

  private static boolean any(Tokens tokens, Set<String> names) {
    for (int i = 0; i < tokens.size(); i++) {
      String called = tokens.calledFunction(i);
      String word = called == null && !tokens.isKind(i - 1, TokenKind.DOT) ? tokens.word(i) : null;
      if ((called != null && names.contains(called))
          || (word != null && names.contains(word.toLowerCase(Locale.ROOT)))) {
        return true;
      }
    }
    return false;
  }
}
