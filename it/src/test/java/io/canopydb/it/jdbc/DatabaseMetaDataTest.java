package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frameworks find on the cluster the engine that they find on one plain server. */
class DatabaseMetaDataTest {

  /** What is said of the driver and the connection, not of the engine. */
  private static final Set<String> OWN =
      Set.of(
          "getURL",
          "getUserName",
          "getDriverName",
          "getDriverVersion",
          "getDriverMajorVersion",
          "getDriverMinorVersion",
          "getJDBCMajorVersion",
          "getJDBCMinorVersion",
          "getConnection",
          // PostgreSQL's driver says here another one than its connections have.
          "getResultSetHoldability",
          "getMaxConnections",
          "supportsMultipleResultSets",
          "supportsMultipleOpenResults",
          "supportsStoredProcedures",
          "supportsStoredFunctionsUsingCallSyntax",
          "supportsNamedParameters",
          "supportsRefCursors",
          "supportsPositionedDelete",
          "supportsPositionedUpdate",
          "supportsStatementPooling");

  /** A list to ask for. */
  @FunctionalInterface
  private interface Question {
    ResultSet of(DatabaseMetaData metaData) throws SQLException;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theEngineIsTheSame(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_product")) {
      assertThat(answers(sides.canopy().getMetaData()))
          .isEqualTo(answers(sides.plain().getMetaData()));
      DatabaseMetaData metaData = sides.canopy().getMetaData();
      assertThat(metaData.getDriverName()).contains("Canopy");
      assertThat(metaData.getURL()).startsWith("jdbc:canopy://").doesNotContain("password");
      assertThat(metaData.getConnection()).isSameAs(sides.canopy());
    }
  }

  private static Map<String, Object> answers(DatabaseMetaData metaData) {
    Map<String, Object> answers = new TreeMap<>();
    Arrays.stream(DatabaseMetaData.class.getMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.getReturnType() != ResultSet.class)
        .filter(method -> !OWN.contains(method.getName()))
        .forEach(method -> answers.put(method.getName(), answer(metaData, method)));
    return answers;
  }

  private static Object answer(DatabaseMetaData metaData, Method method) {
    try {
      return String.valueOf(method.invoke(metaData));
    } catch (InvocationTargetException e) {
      return Shown.FAILURE;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void tablesAndTheirPartsAreListedAlike(Engine engine) throws SQLException {
    String name = "jdbc_lists";
    try (BothSides sides = BothSides.create(engine, name)) {
      AllTypes.create(sides);
      for (Connection connection : sides.each()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(
              "CREATE TABLE child (id INT, part INT NOT NULL, note VARCHAR(10) DEFAULT 'n',"
                  + " PRIMARY KEY (id, part))"
                  + (connection == sides.canopy() ? " /*canopy shard key (id) */" : ""));
        }
      }
      sides.run(
          "CREATE INDEX child_note ON child (note)",
          "CREATE VIEW seen AS SELECT id, vc FROM types");
      String catalog = sides.sql(name, null);
      String schema = sides.sql(null, "public");
      Map<String, Question> questions =
          Map.of(
              "tables", metaData -> metaData.getTables(catalog, schema, "%", null),
              "some tables",
                  metaData -> metaData.getTables(catalog, schema, "ch%", new String[] {"TABLE"}),
              "columns", metaData -> metaData.getColumns(catalog, schema, "%", "%"),
              "keys", metaData -> metaData.getPrimaryKeys(catalog, schema, "child"),
              "indexes", metaData -> metaData.getIndexInfo(catalog, schema, "child", false, false),
              "best", metaData -> metaData.getBestRowIdentifier(catalog, schema, "child", 0, true),
              "imported", metaData -> metaData.getImportedKeys(catalog, schema, "child"),
              "table types", DatabaseMetaData::getTableTypes,
              "type info", DatabaseMetaData::getTypeInfo);
      for (Map.Entry<String, Question> question : questions.entrySet()) {
        assertThat(list(sides.canopy(), question.getValue()))
            .as(question.getKey())
            .isEqualTo(list(sides.plain(), question.getValue()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void partitionsAreNotListed(Engine engine) throws SQLException {
    String name = "jdbc_hidden";
    try (BothSides sides = BothSides.create(engine, name)) {
      sides.run("CREATE TABLE hidden_once (id INT PRIMARY KEY)");
      DatabaseMetaData metaData = sides.canopy().getMetaData();
      List<String> namespaces =
          switch (engine) {
            case MYSQL -> names(metaData.getCatalogs(), "TABLE_CAT");
            case POSTGRESQL -> names(metaData.getSchemas(), "TABLE_SCHEM");
          };
      assertThat(namespaces)
          .contains(sides.sql(name, "public"))
          .doesNotContain("canopy")
          .noneMatch(namespace -> namespace.matches(name + "_[0-9]+"));
      // No catalog and no schema given: everywhere, but one table is one.
      assertThat(names(metaData.getTables(null, null, "hidden_once", null), "TABLE_NAME"))
          .containsExactly("hidden_once");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aListOutlivesItsLeafConnection(Engine engine) throws SQLException {
    try (BothSides sides = BothSides.create(engine, "jdbc_list_outlives")) {
      sides.run("CREATE TABLE t (id INT PRIMARY KEY)");
      ResultSet tables = sides.canopy().getMetaData().getTables(null, null, "t", null);
      try (Statement statement = sides.canopy().createStatement()) {
        statement.execute("INSERT INTO t VALUES (1)");
      }
      assertThat(tables.next()).isTrue();
      assertThat(tables.getString("table_name")).isEqualTo("t");
      assertThat(tables.getStatement()).isNull();
    }
  }

  private static List<String> names(ResultSet rows, String label) throws SQLException {
    List<String> names = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        names.add(rows.getString(label));
      }
    }
    return names;
  }

  /** The labels, and the rows as text. */
  private static List<String> list(Connection connection, Question question) throws SQLException {
    List<String> all = new ArrayList<>();
    try (ResultSet rows = question.of(connection.getMetaData())) {
      ResultSetMetaData metaData = rows.getMetaData();
      List<String> labels = new ArrayList<>();
      for (int column = 1; column <= metaData.getColumnCount(); column++) {
        labels.add(metaData.getColumnLabel(column));
      }
      all.add(labels.toString());
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (String label : labels) {
          // Statistics are each server's own.
          boolean statistic = label.equals("CARDINALITY") || label.equals("PAGES");
          row.add(statistic ? "" : rows.getString(label));
        }
        all.add(row.toString());
      }
    }
    return all;
  }
}
