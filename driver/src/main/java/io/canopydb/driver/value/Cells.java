package io.canopydb.driver.value;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.Temporal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of one result: what the engine's own driver would give for each, in the form that
 * is asked for. A cell is an object, or a {@link LeafValue}, and never NULL here. Columns are
 * counted from 1.
 */
public final class Cells {

  /** Describes a result when it is first asked for. */
  @FunctionalInterface
  public interface Description {
    ResultSetMetaData metaData() throws SQLException;
  }

  private final Engine engine;
  private final Description description;

  public Cells(Engine engine, Description description) {
    this.engine = engine;
    this.description = description;
  }

  /** The object that a cell is; throws where it has none, as MySQL's zero dates. */
  public static Object value(Object cell) throws SQLException {
    return cell instanceof LeafValue copied ? copied.value() : cell;
  }

  private static @Nullable Object object(Object cell) {
    return cell instanceof LeafValue copied ? copied.object() : cell;
  }

  public String text(Object cell, int column) throws SQLException {
    return CellText.of(cell, engine, withZone(cell, column), fraction(cell, column));
  }

  public byte[] bytes(Object cell, int column) throws SQLException {
    if (object(cell) instanceof byte[] bytes) {
      return bytes.clone();
    }
    return text(cell, column).getBytes(StandardCharsets.UTF_8);
  }

  /** MySQL's driver gives bytes as they are, PostgreSQL's writes them in hexadecimal digits. */
  public byte[] ascii(Object cell, int column) throws SQLException {
    return switch (engine) {
      case MYSQL ->
          cell instanceof byte[] bytes
              ? bytes
              : text(cell, column).getBytes(StandardCharsets.UTF_8);
      case POSTGRESQL -> text(cell, column).getBytes(StandardCharsets.US_ASCII);
    };
  }

  /** Whether a value is a time of a column of times with zone: the engine's driver hides it. */
  private boolean withZone(Object cell, int column) throws SQLException {
    return switch (engine) {
      case MYSQL -> false;
      case POSTGRESQL ->
          cell instanceof java.util.Date
              && description.metaData().getColumnTypeName(column).endsWith("tz");
    };
  }

  /** How many digits of the fraction of a second are always written. */
  private int fraction(Object cell, int column) throws SQLException {
    return switch (engine) {
      case MYSQL -> {
        if (!(cell instanceof java.util.Date) && !(cell instanceof Temporal)) {
          yield 0;
        }
        // 2026-11-23 10:20:30 is 19 long; a time with its sign and third digit of hours 10
        int whole = cell instanceof Time || cell instanceof LocalTime ? 10 : 19;
        yield Math.max(0, description.metaData().getPrecision(column) - whole - 1);
      }
      case POSTGRESQL -> 0;
    };
  }

  /** What a number is read from: MySQL's YEAR comes as a date, but reads as a number. */
  private Object number(Object cell, int column) throws SQLException {
    return switch (engine) {
      case MYSQL ->
          object(cell) instanceof Date date
                  && description.metaData().getColumnTypeName(column).startsWith("YEAR")
              ? Integer.valueOf(date.toLocalDate().getYear())
              : cell;
      case POSTGRESQL -> cell;
    };
  }

  /**
   * A whole number; a fraction is cut off.
   *
   * @param type what a message calls the number that was asked for
   */
  public long whole(Object cell, int column, long min, long max, String type) throws SQLException {
    return CellNumbers.whole(number(cell, column), column, min, max, type, engine);
  }

  public double floating(Object cell, int column, String type) throws SQLException {
    return CellNumbers.floating(number(cell, column), column, type, engine);
  }

  public BigDecimal decimal(Object cell, int column) throws SQLException {
    return CellNumbers.decimal(number(cell, column), column, "a number", engine);
  }

  public boolean truth(Object cell, int column) throws SQLException {
    return CellNumbers.truth(number(cell, column), column, engine);
  }

  public CellTimes times(Object cell, int column) throws SQLException {
    CellTimes times =
        cell instanceof Timestamp timestamp && withZone(cell, column)
            ? CellTimes.ofInstant(timestamp)
            : CellTimes.of(cell);
    if (times == null) {
      throw CanopyError.VALUE_FORM.with(column, "a date or time");
    }
    return times;
  }

  /** A span of time, or a time of day. */
  public Duration duration(Object cell, int column) throws SQLException {
    Duration duration = CellTimes.duration(text(cell, column));
    if (duration == null) {
      throw CanopyError.VALUE_FORM.with(column, "a duration");
    }
    return duration;
  }

  public UUID uuid(Object cell, int column) throws SQLException {
    if (value(cell) instanceof UUID uuid) {
      return uuid;
    }
    try {
      return UUID.fromString(text(cell, column));
    } catch (IllegalArgumentException e) {
      throw CanopyError.VALUE_FORM.causedBy(e, column, "a UUID");
    }
  }
}
