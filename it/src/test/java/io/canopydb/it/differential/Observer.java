package io.canopydb.it.differential;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.it.differential.Observation.ColumnSeen;
import io.canopydb.it.differential.Observation.Result;
import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Runs statements on a connection of JDBC and writes down all that comes back. */
final class Observer implements Client {
  /** What SHOW CREATE TABLE tells of the cluster; no plain server knows of it. */
  private static final Pattern PLACES =
      Pattern.compile("\\s?/\\*canopy (?:shard key|reference|global)[^*]*\\*/");

  /** COPY with the rows of a dump behind its first line. */
  static final Pattern COPY_WITH_ROWS =
      Pattern.compile("(?is)(copy\\s[^\\n]*\\sfrom\\s+stdin\\b[^\\n]*)\\n(.*)");

  private final Connection connection;
  private final Engine engine;
  private final int limitSeconds;
  private final boolean kinds;

  Observer(Connection connection, Engine engine) {
    this(connection, engine, 0);
  }

  /**
   * @param limitSeconds how long a statement may take; 0 for ever
   */
  Observer(Connection connection, Engine engine, int limitSeconds) {
    this(connection, engine, limitSeconds, true);
  }

  private Observer(Connection connection, Engine engine, int limitSeconds, boolean kinds) {
    this.kinds = kinds;
    this.connection = connection;
    this.engine = engine;
    this.limitSeconds = limitSeconds;
  }

  /**
   * One that sees what a protocol shows: the texts of values, but not what objects they are, nor
   * generated keys.
   */
  static Observer ofTexts(Connection connection, Engine engine) {
    return new Observer(connection, engine, 0, false);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  @Override
  public Observation run(String sql, @Nullable List<ParameterValue> parameters, boolean keys) {
    try {
      return parameters == null
          ? direct(sql, keys && kinds)
          : prepared(sql, parameters, keys && kinds);
    } catch (SQLException e) {
      return failed(e);
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  static Observation failed(SQLException e) {
    String state = e.getSQLState() == null ? "none" : e.getSQLState();
    return new Observation.Failed(
        state,
        e.getErrorCode(),
        e.getClass().getSimpleName(),
        String.valueOf(e.getMessage()),
        CanopyError.of(e).isPresent());
  }

  static Observation failed(RuntimeException e) {
    String at = Arrays.stream(e.getStackTrace()).limit(3).toList().toString();
    return new Observation.Failed(
        "none", 0, e.getClass().getName(), e.getMessage() + " at " + at, false);
  }

  /** A row as it is written down. */
  static String row(List<String> values) {
    return PLACES.matcher(String.join(" | ", values)).replaceAll("");
  }

  private Observation direct(String sql, boolean keys) throws SQLException {
    Matcher copy = COPY_WITH_ROWS.matcher(sql);
    if (engine == Engine.POSTGRESQL && copy.matches()) {
      return copied(copy.group(1), copy.group(2));
    }
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(limitSeconds);
      boolean rows =
          keys ? statement.execute(sql, Statement.RETURN_GENERATED_KEYS) : statement.execute(sql);
      return collect(statement, rows, keys);
    }
  }

  private Observation copied(String copy, String rows) throws SQLException {
    try {
      long count =
          connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new StringReader(rows));
      return new Observation.Succeeded(
          List.of(new Result.Count(Math.toIntExact(count))), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Observation prepared(String sql, List<ParameterValue> parameters, boolean keys)
      throws SQLException {
    try (PreparedStatement statement =
        keys
            ? connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)
            : connection.prepareStatement(sql)) {
      statement.setQueryTimeout(limitSeconds);
      for (int i = 0; i < parameters.size(); i++) {
        parameters.get(i).bind(statement, i + 1);
      }
      return collect(statement, statement.execute(), keys);
    }
  }

  private Observation collect(Statement statement, boolean first, boolean keys)
      throws SQLException {
    List<Result> results = new ArrayList<>();
    List<Result.Table> keyTables = new ArrayList<>();
    boolean rows = first;
    while (rows || statement.getUpdateCount() != -1) {
      if (rows) {
        try (ResultSet resultSet = statement.getResultSet()) {
          results.add(table(resultSet));
        }
      } else {
        results.add(new Result.Count(statement.getUpdateCount()));
      }
      if (keys && keyTables.isEmpty()) {
        try (ResultSet resultSet = statement.getGeneratedKeys()) {
          keyTables.add(table(resultSet));
        }
      }
      rows = statement.getMoreResults();
    }
    return new Observation.Succeeded(results, keyTables);
  }

  private Result.Table table(ResultSet resultSet) throws SQLException {
    List<ColumnSeen> columns = columns(resultSet.getMetaData());
    List<String> rows = new ArrayList<>();
    while (resultSet.next()) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        values.add(value(resultSet, i));
      }
      rows.add(row(values));
    }
    return new Result.Table(columns, rows);
  }

  /**
   * The value as text with the class that getObject gives, such as {@code 5:Integer}. Some values
   * have no object: MySQL's TIME of more than a day.
   */
  private String value(ResultSet resultSet, int index) throws SQLException {
    String text = resultSet.getString(index);
    boolean wasNull = resultSet.wasNull();
    if (!kinds) {
      return text == null ? "NULL" : text;
    }
    String kind;
    try {
      Object object = resultSet.getObject(index);
      kind = object == null ? "null" : object.getClass().getSimpleName();
    } catch (SQLException e) {
      kind = "no object " + e.getSQLState();
    }
    return text == null && wasNull && kind.equals("null") ? "NULL" : text + ":" + kind;
  }

  private List<ColumnSeen> columns(ResultSetMetaData metaData) throws SQLException {
    List<ColumnSeen> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      columns.add(
          new ColumnSeen(
              metaData.getColumnLabel(i),
              metaData.getColumnName(i),
              metaData.getColumnType(i),
              metaData.getColumnTypeName(i),
              metaData.getColumnClassName(i),
              table(metaData, i)));
    }
    return columns;
  }

  private String table(ResultSetMetaData metaData, int index) throws SQLException {
    return switch (engine) {
      case MYSQL -> metaData.getCatalogName(index) + "." + metaData.getTableName(index);
      case POSTGRESQL -> metaData.getSchemaName(index) + "." + metaData.getTableName(index);
    };
  }
}
