package io.canopydb.driver.transaction;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a transaction over leaves. It is never used again, and tells whom to ask about it.
 *
 * @param cluster of which cluster it is, shortened: a server may have belonged to another
 * @param coordinator the id of the aggregator that runs it, without dashes
 * @param number counts the coordinator's transactions; it holds the time as well
 */
public record TransactionId(String cluster, String coordinator, long number) {
  /** By how many bits the milliseconds of the beginning are shifted in the number. */
  static final int TIME_SHIFT = 10;

  private static final int CLUSTER_LENGTH = 16;
  private static final Pattern TEXT = Pattern.compile("([0-9a-z]+)\\.([0-9a-z]+)\\.([0-9a-z]+)");

  /** A cluster's id as it stands in transactions' names. */
  public static String shortened(String clusterId) {
    String plain = plain(clusterId);
    return plain.substring(0, Math.min(CLUSTER_LENGTH, plain.length()));
  }

  /** An aggregator's id as it stands in transactions' names. */
  static String plain(String id) {
    return id.replace("-", "");
  }

  /** Reads {@link #text}. */
  public static Optional<TransactionId> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      long number = Long.parseLong(matcher.group(3), Character.MAX_RADIX);
      return Optional.of(new TransactionId(matcher.group(1), matcher.group(2), number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Letters, digits and dots: at most 64 of them, which is all that MySQL takes. */
  public String text() {
    return cluster + '.' + coordinator + '.' + Long.toString(number, Character.MAX_RADIX);
  }

  /** When it began, by its coordinator's clock, in milliseconds since 1970. */
  public long begunMillis() {
    return number >> TIME_SHIFT;
  }

  @Override
  public String toString() {
    return text();
  }
}
