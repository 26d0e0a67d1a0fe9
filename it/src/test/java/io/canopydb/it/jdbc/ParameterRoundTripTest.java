package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is set by any setter is stored as on one plain server, and found again by it. */
class ParameterRoundTripTest {

  /** A way to set a parameter. */
  @FunctionalInterface
  private interface Setter {
    void set(PreparedStatement statement, int index) throws SQLException;
  }

  /**
   * Values for a column.
   *
   * @param key whether the column can be a shard key
   */
  private record Column(String type, boolean key, Map<String, Setter> setters) {}

  private static Column column(String type, boolean key, Object... namesAndSetters) {
    Map<String, Setter> setters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndSetters.length; i += 2) {
      setters.put((String) namesAndSetters[i], (Setter) namesAndSetters[i + 1]);
    }
    return new Column(type, key, setters);
  }

  private static Setter setter(Setter setter) {
    return setter;
  }

  /** PostgreSQL's own driver does not take a JDBCType yet. */
  private static Setter byJdbcType(Engine engine, int value) {
    return switch (engine) {
      case MYSQL -> (s, i) -> s.setObject(i, value, JDBCType.INTEGER);
      case POSTGRESQL -> (s, i) -> s.setObject(i, value, Types.INTEGER);
    };
  }

  private static Calendar tokyo() {
    return Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
  }

  private static List<Column> columns(Engine engine) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        column(
            "INT",
            true,
            "int",
            setter((s, i) -> s.setInt(i, -7)),
            "byte",
            setter((s, i) -> s.setByte(i, (byte) 8)),
            "short",
            setter((s, i) -> s.setShort(i, (short) 9)),
            "long",
            setter((s, i) -> s.setLong(i, 10)),
            "object",
            setter((s, i) -> s.setObject(i, 11)),
            "object as BIGINT",
            setter((s, i) -> s.setObject(i, 12, Types.BIGINT)),
            "text as INTEGER",
            setter((s, i) -> s.setObject(i, "13", Types.INTEGER)),
            "decimal",
            setter((s, i) -> s.setBigDecimal(i, new BigDecimal("14.00"))),
            "JDBCType",
            byJdbcType(engine, 15)));
    columns.add(
        column(
            "VARCHAR(40)",
            true,
            "string",
            setter((s, i) -> s.setString(i, "Äpfel 'n' Birnen \\ \uD83C\uDF4E")),
            "empty",
            setter((s, i) -> s.setString(i, "")),
            "object",
            setter((s, i) -> s.setObject(i, "object")),
            "object as VARCHAR",
            setter((s, i) -> s.setObject(i, "varchar", Types.VARCHAR)),
            "number as VARCHAR",
            setter((s, i) -> s.setObject(i, 17, Types.VARCHAR)),
            "reader",
            setter((s, i) -> s.setCharacterStream(i, new StringReader("reader"))),
            "reader with length",
            setter((s, i) -> s.setCharacterStream(i, new StringReader("reader!!"), 7))));
    columns.add(
        column(
            "DECIMAL(12,3)",
            true,
            "decimal",
            setter((s, i) -> s.setBigDecimal(i, new BigDecimal("1.250"))),
            "int",
            setter((s, i) -> s.setInt(i, 3)),
            "double",
            setter((s, i) -> s.setDouble(i, 2.5)),
            "float",
            setter((s, i) -> s.setFloat(i, 0.5f)),
            "object with scale",
            setter((s, i) -> s.setObject(i, new BigDecimal("7.654321"), Types.DECIMAL, 2))));
    columns.add(
        column(
            "DATE",
            true,
            "date",
            setter((s, i) -> s.setDate(i, Date.valueOf("2026-11-25"))),
            "date of Tokyo",
            setter((s, i) -> s.setDate(i, Date.valueOf("2026-11-26"), tokyo())),
            "LocalDate",
            setter((s, i) -> s.setObject(i, LocalDate.of(2024, 2, 29))),
            "LocalDate as DATE",
            setter((s, i) -> s.setObject(i, LocalDate.of(2024, 3, 1), Types.DATE)),
            "old",
            setter((s, i) -> s.setObject(i, LocalDate.of(1500, 1, 1)))));
    columns.add(
        column(
            engine == Engine.MYSQL ? "DATETIME(6)" : "TIMESTAMP",
            true,
            "timestamp",
            setter((s, i) -> s.setTimestamp(i, Timestamp.valueOf("2026-11-25 10:20:30.123456"))),
            "timestamp of Tokyo",
            setter((s, i) -> s.setTimestamp(i, Timestamp.valueOf("2026-11-25 10:20:31"), tokyo())),
            "LocalDateTime",
            setter((s, i) -> s.setObject(i, LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4_000))),
            "LocalDateTime as TIMESTAMP",
            setter(
                (s, i) ->
                    s.setObject(
                        i, LocalDateTime.of(2024, 2, 29, 1, 2, 4, 500_000), Types.TIMESTAMP))));
    columns.add(
        column(
            engine == Engine.MYSQL ? "TIME(6)" : "TIME",
            engine == Engine.MYSQL,
            "time",
            setter((s, i) -> s.setTime(i, Time.valueOf("10:20:30"))),
            "LocalTime",
            setter((s, i) -> s.setObject(i, LocalTime.of(1, 2, 3, 4_000)))));
    columns.add(
        column(
            engine == Engine.MYSQL ? "VARBINARY(20)" : "BYTEA",
            true,
            "bytes",
            setter((s, i) -> s.setBytes(i, new byte[] {0, -1, 39, 92})),
            "object",
            setter((s, i) -> s.setObject(i, new byte[] {1})),
            "stream",
            setter((s, i) -> s.setBinaryStream(i, new ByteArrayInputStream(new byte[] {2, 3}))),
            "stream with length",
            setter(
                (s, i) ->
                    s.setBinaryStream(i, new ByteArrayInputStream(new byte[] {4, 5, 6}), 2))));
    columns.add(
        column(
            "DOUBLE PRECISION",
            false,
            "double",
            setter((s, i) -> s.setDouble(i, 2.5e-10)),
            "float",
            setter((s, i) -> s.setFloat(i, 0.1f))));
    columns.add(
        column(
            "TEXT",
            false,
            "ascii",
            setter(
                (s, i) ->
                    s.setAsciiStream(
                        i,
                        new ByteArrayInputStream("ascii".getBytes(StandardCharsets.US_ASCII)),
                        5)),
            "boolean as text",
            setter((s, i) -> s.setString(i, "true"))));
    if (engine == Engine.POSTGRESQL) {
      columns.add(
          column(
              "UUID",
              true,
              "UUID",
              setter((s, i) -> s.setObject(i, new UUID(1, 2))),
              "UUID as OTHER",
              setter((s, i) -> s.setObject(i, new UUID(3, 4), Types.OTHER))));
      columns.add(
          column(
              "TIMESTAMPTZ",
              true,
              "OffsetDateTime",
              setter((s, i) -> s.setObject(i, OffsetDateTime.parse("2026-11-25T10:20:30.5+03:00"))),
              "timestamp",
              setter((s, i) -> s.setTimestamp(i, Timestamp.valueOf("2026-11-25 10:20:31")))));
      columns.add(
          column(
              "BOOLEAN",
              true,
              "boolean",
              setter((s, i) -> s.setBoolean(i, true)),
              "object",
              setter((s, i) -> s.setObject(i, false))));
    }
    return columns;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void isStoredAlike(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_stored")) {
      List<Column> columns = columns(engine);
      StringBuilder create = new StringBuilder("CREATE TABLE kept (id INT PRIMARY KEY");
      for (int i = 0; i < columns.size(); i++) {
        create.append(", x").append(i).append(' ').append(columns.get(i).type());
      }
      sides.run(create.append(')').toString());
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        int id = 100 * i;
        for (Map.Entry<String, Setter> setter : column.setters().entrySet()) {
          id++;
          for (Connection connection : sides.each()) {
            try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO kept (id, x" + i + ") VALUES (?, ?)")) {
              insert.setInt(1, id);
              setter.getValue().set(insert, 2);
              assertThat(insert.executeUpdate()).isEqualTo(1);
            }
          }
        }
        String all = "SELECT id, x" + i + " FROM kept WHERE x" + i + " IS NOT NULL ORDER BY id";
        assertThat(texts(sides.plain(), all)).hasSameSizeAs(column.setters().keySet());
        assertThat(texts(sides.canopy(), all))
            .as(column.type() + " " + column.setters().keySet())
            .isEqualTo(texts(sides.plain(), all));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aShardKeyIsFoundByWhatItWasSetWith(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_keys")) {
      int table = 0;
      for (Column column : columns(engine)) {
        if (!column.key()) {
          continue;
        }
        String name = "k" + ++table;
        sides.run("CREATE TABLE " + name + " (x " + column.type() + " PRIMARY KEY, note TEXT)");
        for (Map.Entry<String, Setter> setter : column.setters().entrySet()) {
          String note = column.type() + " " + setter.getKey();
          List<List<String>> found = new ArrayList<>();
          for (Connection connection : sides.each()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + name + " VALUES (?, ?)");
                PreparedStatement select =
                    connection.prepareStatement("SELECT x, note FROM " + name + " WHERE x = ?")) {
              setter.getValue().set(insert, 1);
              insert.setString(2, note);
              insert.executeUpdate();
              setter.getValue().set(select, 1);
              try (ResultSet rows = select.executeQuery()) {
                found.add(texts(rows));
              }
            }
          }
          assertThat(found.get(1)).as(note).isEqualTo(found.get(0));
        }
        // A row in the wrong partition would still be found by a scan, but not by its own value.
        String all = "SELECT x, note FROM " + name + " ORDER BY note";
        assertThat(texts(sides.canopy(), all)).isEqualTo(texts(sides.plain(), all));
      }
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      return texts(rows);
    }
  }

  private static List<String> texts(ResultSet rows) throws SQLException {
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      all.add(rows.getString(1) + " | " + rows.getString(2));
    }
    return all;
  }
}
