package io.canopydb.driver.merge;

import io.canopydb.driver.plan.KeyKind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;

/**
 * The order of the compare values of each kind. It is the engine's order of the column, so it often
 * is not that of the Java class: each difference is noted where it is made.
 */
public final class KeyOrder {

  private static final Comparator<Object> LONG = (a, b) -> Long.compare((Long) a, (Long) b);
  private static final Comparator<Object> DECIMAL = (a, b) -> ((Numeric) a).compareTo((Numeric) b);
  private static final Comparator<Object> DOUBLE = (a, b) -> doubles((Double) a, (Double) b);
  private static final Comparator<Object> BYTES =
      (a, b) -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
  private static final Comparator<Object> UTF8 = (a, b) -> utf8((String) a, (String) b);
  private static final Comparator<Object> BOOLEAN =
      (a, b) -> Boolean.compare((Boolean) a, (Boolean) b);
  private static final Comparator<Object> DATE = (a, b) -> ((LocalDate) a).compareTo((LocalDate) b);
  private static final Comparator<Object> DATE_TIME =
      (a, b) -> ((LocalDateTime) a).compareTo((LocalDateTime) b);
  private static final Comparator<Object> INSTANT =
      (a, b) -> instants((OffsetDateTime) a, (OffsetDateTime) b);
  private static final Comparator<Object> TIME = (a, b) -> ((LocalTime) a).compareTo((LocalTime) b);
  private static final Comparator<Object> UUIDS = (a, b) -> uuids((UUID) a, (UUID) b);

  private KeyOrder() {}

  /**
   * The order of a kind. It takes two values of the kind's class, neither of them null: Long,
   * {@link Numeric}, Double, byte[], String, Boolean, LocalDate, LocalDateTime, OffsetDateTime,
   * LocalTime or UUID.
   */
  public static Comparator<Object> of(KeyKind kind) {
    return switch (kind) {
      case LONG -> LONG;
      case DECIMAL -> DECIMAL;
      case DOUBLE -> DOUBLE;
      case BYTES -> BYTES;
      case UTF8_TEXT -> UTF8;
      case BOOLEAN -> BOOLEAN;
      case LOCAL_DATE -> DATE;
      case LOCAL_DATE_TIME -> DATE_TIME;
      case OFFSET_DATE_TIME -> INSTANT;
      case LOCAL_TIME -> TIME;
      case UUID -> UUIDS;
    };
  }

  /** Double.compare puts -0 before 0, which are one value to both engines. */
  private static int doubles(double a, double b) {
    return a == b ? 0 : Double.compare(a, b);
  }

  /**
   * String.compareTo orders by UTF-16 units, where the surrogates of characters past U+FFFF stand
   * before U+E000 to U+FFFF. UTF-8 orders by code points.
   */
  private static int utf8(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? x - y
            : surrogateLast(x) - surrogateLast(y);
      }
    }
    return a.length() - b.length();
  }

  private static int surrogateLast(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }

  /** OffsetDateTime.compareTo tells equal instants apart by their offsets. */
  private static int instants(OffsetDateTime a, OffsetDateTime b) {
    int seconds = Long.compare(a.toEpochSecond(), b.toEpochSecond());
    return seconds != 0 ? seconds : Integer.compare(a.getNano(), b.getNano());
  }

  /** UUID.compareTo is signed. */
  private static int uuids(UUID a, UUID b) {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }
}
