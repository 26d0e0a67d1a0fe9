package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What results and parameters say of themselves is what they say on one plain server. */
class ResultMetaDataTest {
  /**
   * What depends on where a column lies, which a leaf is not asked in the user's words: of a UNION
   * MySQL's own answer depends on its temporary tables; a view is planned as its definition, and
   * PostgreSQL, unlike MySQL, then names the table.
   */
  private static final Map<String, Set<String>> OF_THE_PLAN =
      Map.of(
          "UNION",
          Set.of("isReadOnly", "isWritable", "isDefinitelyWritable"),
          "FROM seen",
          Set.of("getTableName", "isNullable"));

  private static final List<String> QUERIES =
      List.of(
          "SELECT * FROM types WHERE id = 1",
          "SELECT * FROM types",
          "SELECT id AS number, vc FROM types ORDER BY d",
          "SELECT t.id, g.name AS g FROM types t JOIN kinds g ON g.id = t.id ORDER BY t.id",
          "SELECT COUNT(*), SUM(i), AVG(de), MAX(vc), MIN(dt) FROM types",
          "SELECT vc, COUNT(*) AS n, SUM(d) FROM types GROUP BY vc ORDER BY n",
          "SELECT DISTINCT si FROM types",
          "SELECT id, vc FROM types UNION ALL SELECT id, name FROM kinds",
          "SELECT 1 AS one, 'x' AS x",
          "SELECT * FROM seen ORDER BY id LIMIT 1",
          "SELECT id + 1, UPPER(vc) FROM types WHERE id IN (1, 2)");

  @ParameterizedTest
  @EnumSource(Engine.class)
  void columnsAreDescribedAlike(Engine engine) throws SQLException {
    try (BothSides sides = sides(engine, "jdbc_columns")) {
      for (String sql : QUERIES) {
        assertThat(withoutPlan(sql, ofResult(sides.canopy(), sql)))
            .as("result of " + sql)
            .isEqualTo(withoutPlan(sql, ofResult(sides.plain(), sql)));
        assertThat(withoutPlan(sql, ofStatement(sides.canopy(), sql)))
            .as("statement " + sql)
            .isEqualTo(withoutPlan(sql, ofStatement(sides.plain(), sql)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void parametersAreDescribedAlike(Engine engine) throws SQLException {
    try (BothSides sides = sides(engine, "jdbc_parameters")) {
      for (String sql :
          List.of(
              "SELECT * FROM types WHERE id = ? AND vc = ?",
              "INSERT INTO kinds VALUES (?, ?)",
              "UPDATE types SET d = ? WHERE id = ?",
              "SELECT 1")) {
        assertThat(parameters(sides.canopy(), sql))
            .as(sql)
            .isEqualTo(parameters(sides.plain(), sql));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aDescriptionOutlivesItsResult(Engine engine) throws SQLException {
    try (BothSides sides = sides(engine, "jdbc_outlives")) {
      ResultSetMetaData metaData;
      try (PreparedStatement statement =
              sides.canopy().prepareStatement("SELECT id, vc FROM types ORDER BY id");
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          rows.getInt(1);
        }
        metaData = rows.getMetaData();
      }
      assertThat(metaData.getColumnLabel(2)).isEqualTo("vc");
      assertThat(metaData.getTableName(2)).isEqualTo("types");
      assertThat(metaData.isNullable(1)).isEqualTo(ResultSetMetaData.columnNoNulls);
    }
  }

  private static BothSides sides(Engine engine, String database) throws SQLException {
    BothSides sides = BothSides.create(engine, database);
    AllTypes.create(sides);
    for (Connection connection : sides.each()) {
      boolean canopy = connection == sides.canopy();
      try (var statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE kinds (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)"
                + (canopy ? " /*canopy reference */" : ""));
      }
    }
    sides.run(
        "INSERT INTO kinds VALUES (1, 'one'), (2, 'two')",
        "CREATE VIEW seen AS SELECT id, vc FROM types");
    return sides;
  }

  private static List<Map<String, Object>> withoutPlan(
      String sql, List<Map<String, Object>> columns) {
    OF_THE_PLAN.forEach(
        (part, methods) -> {
          if (sql.contains(part)) {
            columns.forEach(column -> column.keySet().removeAll(methods));
          }
        });
    return columns;
  }

  private static List<Map<String, Object>> ofResult(Connection connection, String sql)
      throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return described(rows.getMetaData());
    }
  }

  private static List<Map<String, Object>> ofStatement(Connection connection, String sql)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return described(statement.getMetaData());
    }
  }

  /** The answer of every method that takes a column, column by column. */
  private static List<Map<String, Object>> described(ResultSetMetaData metaData)
      throws SQLException {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (int column = 1; column <= metaData.getColumnCount(); column++) {
      columns.add(answers(metaData, ResultSetMetaData.class, column));
    }
    return columns;
  }

  private static List<Map<String, Object>> parameters(Connection connection, String sql)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ParameterMetaData metaData = statement.getParameterMetaData();
      List<Map<String, Object>> parameters = new ArrayList<>();
      for (int parameter = 1; parameter <= metaData.getParameterCount(); parameter++) {
        parameters.add(answers(metaData, ParameterMetaData.class, parameter));
      }
      return parameters;
    }
  }

  private static Map<String, Object> answers(Object metaData, Class<?> type, int number) {
    Map<String, Object> answers = new TreeMap<>();
    Arrays.stream(type.getMethods())
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> method.getParameterTypes()[0] == int.class)
        .sorted(Comparator.comparing(Method::getName))
        .forEach(method -> answers.put(method.getName(), answer(metaData, method, number)));
    return answers;
  }

  private static Object answer(Object metaData, Method method, int number) {
    try {
      return String.valueOf(method.invoke(metaData, number));
    } catch (InvocationTargetException e) {
      return Shown.FAILURE;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
