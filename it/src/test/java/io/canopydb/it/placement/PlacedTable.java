package io.canopydb.it.placement;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.it.pool.PlainServer;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.placement.CollatedKey;
import io.canopydb.metadata.placement.DateKey;
import io.canopydb.metadata.placement.DateTimeKey;
import io.canopydb.metadata.placement.InstantKey;
import io.canopydb.metadata.placement.IntegerKey;
import io.canopydb.metadata.placement.KeyType;
import io.canopydb.metadata.placement.KeyValue;
import io.canopydb.metadata.placement.ShardKey;
import io.canopydb.metadata.placement.TextKey;
import io.canopydb.metadata.placement.TimeKey;
import io.canopydb.metadata.placement.ValueSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table with an id and one column {@code c} of the type under test.
 *
 * @param name the table's
 * @param type the column's, in SQL
 */
record PlacedTable(Connection connection, Engine engine, String name, String type, ShardKey key) {

  /** A value as it stands in a statement: spliced, or as a parameter. */
  record Written(Object value, ValueSource source, String sql) {
    boolean parameter() {
      return source == ValueSource.PARAMETER;
    }

    @Override
    public String toString() {
      return (value instanceof byte[] bytes
              ? "bytes " + java.util.HexFormat.of().formatHex(bytes)
              : value.getClass().getSimpleName() + " '" + value + "'")
          + " as "
          + source;
    }
  }

  static PlacedTable create(
      Connection connection, Engine engine, String database, String name, String type)
      throws SQLException {
    PlainServer.run(
        connection,
        "DROP TABLE IF EXISTS " + name,
        "CREATE TABLE " + name + " (id INT PRIMARY KEY, c " + type + ")");
    Dialect dialect = Dialect.of(engine);
    List<Column> columns =
        dialect
            .tableReader()
            .read(connection, dialect.shellNamespace(database), name)
            .orElseThrow()
            .columns();
    Table table = new Table(name, new Distribution.Sharded(List.of("c")), columns, List.of());
    return new PlacedTable(connection, engine, name, type, ShardKey.of(engine, table));
  }

  KeyType keyType() {
    return key.columns().get(0).type();
  }

  /** A literal of the value, if the lexer would read that very value from one; else null. */
  static @Nullable Written literal(Engine engine, Object value) {
    String sql = null;
    if (value instanceof String text && text.indexOf('\\') < 0) {
      sql = Dialect.of(engine).quoteText(text);
    } else if (value instanceof Long || value instanceof BigInteger) {
      sql = value.toString();
    } else if (value instanceof BigDecimal decimal) {
      sql = decimal.toPlainString();
      if (new BigDecimal(sql).scale() != decimal.scale() || decimal.scale() == 0) {
        sql = null;
      }
    } else if (value instanceof Double number && engine == Engine.MYSQL) {
      String text = number.toString();
      sql = text.contains("E") ? text : text + "e0";
    }
    return sql == null ? null : new Written(value, ValueSource.LITERAL, sql);
  }

  static Written parameter(Object value) {
    return new Written(value, ValueSource.PARAMETER, "?");
  }

  /** Inserts a row; answers the engine's error, or null. */
  @Nullable SQLException insert(int id, Written written) {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO " + name + " VALUES (" + id + ", " + written.sql() + ")")) {
      if (written.parameter()) {
        bind(statement, written.value());
      }
      statement.executeUpdate();
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  /** The ids of the rows that the engine finds equal to a value; null where it gives an error. */
  @Nullable List<Integer> equalTo(Written written) {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id FROM " + name + " WHERE c = " + written.sql() + " ORDER BY id")) {
      if (written.parameter()) {
        bind(statement, written.value());
      }
      List<Integer> ids = new java.util.ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getInt(1));
        }
      }
      return ids;
    } catch (SQLException e) {
      return null;
    }
  }

  /** By the setter that belongs to the value's class. */
  private static void bind(PreparedStatement statement, Object value) throws SQLException {
    if (value instanceof Long number) {
      statement.setLong(1, number);
    } else if (value instanceof Integer number) {
      statement.setInt(1, number);
    } else if (value instanceof Short number) {
      statement.setShort(1, number);
    } else if (value instanceof Byte number) {
      statement.setByte(1, number);
    } else if (value instanceof String text) {
      statement.setString(1, text);
    } else if (value instanceof BigDecimal number) {
      statement.setBigDecimal(1, number);
    } else if (value instanceof Double number) {
      statement.setDouble(1, number);
    } else if (value instanceof Float number) {
      statement.setFloat(1, number);
    } else if (value instanceof Boolean bool) {
      statement.setBoolean(1, bool);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(1, bytes);
    } else if (value instanceof java.sql.Date date) {
      statement.setDate(1, date);
    } else if (value instanceof java.sql.Time time) {
      statement.setTime(1, time);
    } else if (value instanceof java.sql.Timestamp timestamp) {
      statement.setTimestamp(1, timestamp);
    } else {
      statement.setObject(1, value);
    }
  }

  /** What the engine stored, by id, in canonical form. */
  Map<Integer, Object> stored() throws SQLException {
    Map<Integer, Object> stored = new TreeMap<>();
    String read =
        keyType() instanceof CollatedKey collated
            ? collated.padded() ? "WEIGHT_STRING(RTRIM(c))" : "WEIGHT_STRING(c)"
            : keyType() instanceof InstantKey ? "(c AT TIME ZONE 'UTC')::text" : "c";
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT id, " + read + " FROM " + name);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        KeyValue value = canonical(rows);
        if (value instanceof KeyValue.Known known) {
          stored.put(rows.getInt(1), known.canonical());
        }
      }
    }
    return stored;
  }

  private KeyValue canonical(ResultSet row) throws SQLException {
    KeyType type = keyType();
    if (type instanceof CollatedKey collated) {
      return new KeyValue.Known(collated.weights().ofLeaf(row.getBytes(2)));
    }
    if (type instanceof IntegerKey integer) {
      return integer.ofLeaf(row.getBigDecimal(2).toBigIntegerExact());
    }
    String text = row.getString(2);
    if (type instanceof TextKey key) {
      return key.ofLeaf(text);
    }
    if (type instanceof DateKey key) {
      return key.ofLeaf(text);
    }
    if (type instanceof DateTimeKey key) {
      return key.ofLeaf(text);
    }
    if (type instanceof InstantKey key) {
      return key.ofLeaf(text);
    }
    if (type instanceof TimeKey key) {
      return key.ofLeaf(text);
    }
    return key.toStore(0, row.getObject(2), ValueSource.PARAMETER);
  }

  /** The ids of rows of two tables that the engine finds equal; none where it gives an error. */
  static List<int[]> joined(PlacedTable left, PlacedTable right) {
    List<int[]> pairs = new java.util.ArrayList<>();
    try (PreparedStatement statement =
            left.connection.prepareStatement(
                "SELECT a.id, b.id FROM "
                    + left.name
                    + " a JOIN "
                    + right.name
                    + " b ON a.c = b.c");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        pairs.add(new int[] {rows.getInt(1), rows.getInt(2)});
      }
    } catch (SQLException e) {
      // Two collations that nobody decides between.
      return List.of();
    }
    return pairs;
  }
}
