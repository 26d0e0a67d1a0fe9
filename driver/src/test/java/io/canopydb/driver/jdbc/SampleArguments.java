package io.canopydb.driver.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.Map;
import java.util.TimeZone;

/** An argument for each parameter of the setters, getters and updaters of JDBC. */
final class SampleArguments {
  /** How long the sample streams are. */
  private static final int LENGTH = 3;

  private SampleArguments() {}

  /** Arguments for a method whose first parameter is the number or label of a column. */
  static Object[] of(Method method, Object first) {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    arguments[0] = first;
    for (int i = 1; i < types.length; i++) {
      arguments[i] = of(types[i]);
    }
    // A target type of java.sql.Types, not the length of a stream.
    if (method.getName().equals("setObject") && types.length > 2 && types[2] == int.class) {
      arguments[2] = Types.VARCHAR;
    }
    return arguments;
  }

  private static Object of(Class<?> type) {
    if (type == InputStream.class) {
      return new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII));
    }
    if (type == Reader.class) {
      return new StringReader("abc");
    }
    if (type == Calendar.class) {
      Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
      calendar.setTimeInMillis(0);
      return calendar;
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type == Class.class) {
      return String.class;
    }
    if (type == SQLType.class) {
      return JDBCType.VARCHAR;
    }
    if (type == URL.class) {
      try {
        return new URL("http://example.org/");
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
    Map<Class<?>, Object> plain =
        Map.ofEntries(
            Map.entry(boolean.class, true),
            Map.entry(byte.class, (byte) 1),
            Map.entry(short.class, (short) 2),
            Map.entry(int.class, LENGTH),
            Map.entry(long.class, (long) LENGTH),
            Map.entry(float.class, 1.5f),
            Map.entry(double.class, 2.5),
            Map.entry(BigDecimal.class, new BigDecimal("3.50")),
            Map.entry(String.class, "text"),
            Map.entry(byte[].class, new byte[] {1, 2}),
            Map.entry(Date.class, Date.valueOf("2026-11-25")),
            Map.entry(Time.class, Time.valueOf("10:20:30")),
            Map.entry(Timestamp.class, Timestamp.valueOf("2026-11-25 10:20:30.5")),
            Map.entry(Object.class, "object"));
    Object found = plain.get(type);
    // Interfaces of java.sql: the very object must arrive.
    return found == null ? new CallRecorder().as(type) : found;
  }
}
