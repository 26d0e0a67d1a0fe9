package io.canopydb.it.differential;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a script with its directives.
 *
 * @param line where its text starts, from 1
 * @param text without the semicolon that ends it
 * @param canopyText what Canopy gets instead of {@code text}; null for the same
 * @param session names the connection that runs it
 * @param parameters one element for each execution with parameters; empty where it has none
 */
record ScriptStatement(
    int line,
    String text,
    @Nullable String canopyText,
    String session,
    Expectation expectation,
    Side side,
    Rows rows,
    Ways ways,
    boolean keys,
    List<List<ParameterValue>> parameters) {

  ScriptStatement {
    parameters = List.copyOf(parameters);
  }

  /** What the two servers are to say. */
  sealed interface Expectation {
    /** Both succeed, equally. */
    record Succeeds() implements Expectation {}

    /**
     * Both fail with one SQLSTATE.
     *
     * @param sqlState Canopy's, where it differs; null for the plain server's
     */
    record Fails(@Nullable String sqlState) implements Expectation {}

    /** Canopy, which alone runs it, refuses it with this SQLSTATE and names the construct. */
    record Refused(String sqlState, String construct) implements Expectation {}

    /** Canopy answers equally or says 0AX00. */
    record MayBeRefused() implements Expectation {}
  }

  /** Where it runs. */
  enum Side {
    BOTH,
    PLAIN,
    CANOPY
  }

  /** What is compared of the rows. */
  enum Rows {
    /** All values, in any order. */
    MULTISET,
    /** All values and their order: the statement orders its rows totally. */
    ORDERED,
    /** The columns and how many rows there are: the values are each server's own. */
    COUNT,
    /** That there is a result: its shape is each server's own. */
    NONE
  }

  /** How it is sent. */
  enum Ways {
    /** A query both ways; anything else by one, the two ways taking turns. */
    ALL,
    /** Once, by Statement. */
    STATEMENT,
    /** Once, by PreparedStatement. */
    PREPARED
  }

  /** Whether running it again changes nothing, as far as its first word tells. */
  boolean isQuery() {
    String bare = text.replaceAll("(?s)^(\\s|\\(|/\\*[^!].*?\\*/|#[^\\n]*\\n)*", "");
    String word = bare.replaceAll("(?s)[^A-Za-z].*", "").toUpperCase(Locale.ROOT);
    return switch (word) {
      case "SELECT", "WITH", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC" -> true;
      default -> false;
    };
  }
}
