package io.canopydb.proxy.wire.mysql.codec;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.Objects;

/**
 * An error as MySQL's protocol tells it.
 *
 * @param number MySQL's own
 * @param state the SQLSTATE, five characters
 */
public record Trouble(int number, String state, String message) {
  /** What Connector/J puts before the server's words. */
  private static final String DRIVERS_WORDS = "Data truncation: ";

  public static final Trouble BAD_HANDSHAKE = new Trouble(1043, "08S01", "Bad handshake");
  public static final Trouble UNKNOWN_COMMAND = new Trouble(1047, "08S01", "Unknown command");
  public static final Trouble MALFORMED =
      new Trouble(1835, "HY000", "Malformed communication packet.");
  public static final Trouble OUT_OF_ORDER = new Trouble(1156, "08S01", "Got packets out of order");
  public static final Trouble TOO_LONG =
      new Trouble(1153, "08S01", "Got a packet bigger than 'max_allowed_packet' bytes");
  public static final Trouble SHUTDOWN = new Trouble(1053, "08S01", "Server shutdown in progress");
  public static final Trouble TOO_MANY = new Trouble(1040, "08004", "Too many connections");
  public static final Trouble OLD_CLIENT =
      new Trouble(
          1251,
          "08004",
          "Client does not support authentication protocol requested by server; consider upgrading"
              + " MySQL client");
  public static final Trouble INACTIVE =
      new Trouble(
          4031,
          "HY000",
          "The client was disconnected by the server because of inactivity. See wait_timeout and"
              + " interactive_timeout for configuring this behavior.");
  public static final Trouble EMPTY_QUERY = new Trouble(1065, "42000", "Query was empty");

  /** An error of a leaf as the leaf told it, one of Canopy's with the number closest to it. */
  public static Trouble of(SQLException error) {
    String state = Objects.requireNonNullElse(error.getSQLState(), "HY000");
    String message = Objects.requireNonNullElse(error.getMessage(), error.getClass().getName());
    return CanopyError.of(error)
        .map(known -> OwnError.of(known, message))
        .map(own -> new Trouble(own.number(), own.state(), own.message()))
        .orElseGet(() -> ofLeaf(error, state, message));
  }

  private static Trouble ofLeaf(SQLException error, String state, String message) {
    String words =
        message.startsWith(DRIVERS_WORDS) ? message.substring(DRIVERS_WORDS.length()) : message;
    return new Trouble(
        error.getErrorCode() == 0 ? OwnError.UNKNOWN : error.getErrorCode(), state, words);
  }

  /** A client that has not proven who it is. */
  public static Trouble denied(String user, String address, boolean usingPassword) {
    return new Trouble(
        1045,
        "28000",
        "Access denied for user '"
            + user
            + "'@'"
            + address
            + "' (using password: "
            + (usingPassword ? "YES" : "NO")
            + ")");
  }
}
