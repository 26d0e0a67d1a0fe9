package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SHOW tells what only the cluster knows: how tables lie, its variables, all rows of a table. */
class ShowTest {
  private static final String DATABASE = "shown";

  /** Tables, and what is shown of how they lie. */
  private static final Map<String, String> TABLES =
      new TreeMap<>(
          Map.of(
              "CREATE REFERENCE TABLE country (id INT NOT NULL PRIMARY KEY, name VARCHAR(20))",
              "/*canopy reference */",
              "CREATE TABLE log (at INT, what VARCHAR(20) DEFAULT 'it''s; nothing')",
              "/*canopy shard key () */",
              "CREATE TABLE person (id INT NOT NULL PRIMARY KEY, name VARCHAR(20) NOT NULL,"
                  + " email VARCHAR(40), country INT REFERENCES country (id), a INT, b INT,"
                  + " CONSTRAINT by_email UNIQUE (email) GLOBAL,"
                  + " CONSTRAINT by_two UNIQUE (a, b) GLOBAL, CHECK (a > 0))",
              "/*canopy shard key (%1$sid%1$s) */",
              "CREATE TABLE visit (person INT NOT NULL, %1$sThe Day%1$s INT NOT NULL,"
                  + " PRIMARY KEY (person, %1$sThe Day%1$s), SHARD KEY (%1$sThe Day%1$s))",
              "/*canopy shard key (%1$sThe Day%1$s) */"));

  @BeforeEach
  void recreate() throws SQLException {
    for (Engine engine : Engine.values()) {
      try (Connection connection = DriverManager.getConnection(TestCluster.of(engine).url(""));
          Statement statement = connection.createStatement()) {
        statement.execute("DROP DATABASE IF EXISTS " + DATABASE);
        statement.execute("CREATE DATABASE " + DATABASE + " PARTITIONS 4");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void explainAnalyzeCountsTheRowsOfEachStep(Engine engine) throws SQLException {
    try (Connection connection = open(engine);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE a (id INT NOT NULL PRIMARY KEY, g INT)");
      statement.execute("CREATE TABLE b (id INT NOT NULL PRIMARY KEY, g INT)");
      statement.execute("INSERT INTO a VALUES (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3)");
      statement.execute("INSERT INTO b VALUES (11, 1), (12, 2), (13, 2), (14, 9)");
      List<String> scattered = plan(statement, "EXPLAIN ANALYZE SELECT id FROM a");
      assertThat(scattered).anyMatch(line -> line.strip().startsWith("gave 6 rows in "));
      assertThat(
              scattered.stream()
                  .filter(line -> line.strip().matches("leaf \\d+: \\d+ rows in .* ms"))
                  .mapToInt(line -> Integer.parseInt(line.strip().split(" ", -1)[2]))
                  .sum())
          .isEqualTo(6);
      List<String> moved =
          plan(statement, "EXPLAIN ANALYZE SELECT a.id, b.id FROM a JOIN b ON a.g = b.g");
      assertThat(moved).filteredOn(line -> line.contains("gave 6 rows in ")).isNotEmpty();
      // And each table that moves: all its 6 or 4 rows, or the 4 or 3 that the other's keys leave.
      assertThat(moved)
          .filteredOn(line -> line.contains("gave "))
          .hasSizeGreaterThan(1)
          .allMatch(line -> line.matches(".*gave [346] rows in .*"));
      assertThat(plan(statement, "EXPLAIN ANALYZE SELECT g FROM a WHERE id = 3"))
          .as("the engine's own")
          .noneMatch(line -> line.contains("gave "));
    }
  }

  private static List<String> plan(Statement statement, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }

  @ParameterizedTest
  @EnumSource
  void aShownTableCanBeMadeAgain(Engine engine) throws SQLException {
    try (Connection connection = open(engine);
        Statement statement = connection.createStatement()) {
      for (String create : TABLES.keySet()) {
        statement.execute(quoted(create, engine));
      }
      statement.execute("CREATE INDEX by_name ON person (name, a)");
      List<String> first = definitions(statement);
      assertThat(first)
          .zipSatisfy(
              List.copyOf(TABLES.values()),
              (shown, place) -> assertThat(shown).contains(quoted(place, engine)));
      assertThat(first.get(2).lines().filter(line -> line.contains("/*canopy global */")))
          .satisfiesExactlyInAnyOrder(
              line -> assertThat(line).contains("by_email"),
              line -> assertThat(line).contains("by_two"));
      for (String name : List.of("visit", "person", "log", "country")) {
        statement.execute("DROP TABLE " + name);
      }
      for (String definition : first) {
        for (String sql : definition.split(";\n", -1)) {
          statement.execute(sql);
        }
      }
      assertThat(definitions(statement)).isEqualTo(first);
      statement.execute(
          "INSERT INTO person (id, name, email) VALUES (1, 'Ann', 'a'), (2, 'Bo', 'b')");
      assertThatThrownBy(
              () -> statement.execute("INSERT INTO person (id, name, email) VALUES (3, 'Al', 'a')"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("by_email");
    }
  }

  @Test
  void postgreSqlAnswersToMySqlsShow() throws SQLException {
    try (Connection connection = open(Engine.POSTGRESQL);
        Statement statement = connection.createStatement()) {
      for (String create : TABLES.keySet()) {
        statement.execute(quoted(create, Engine.POSTGRESQL));
      }
      statement.execute("CREATE VIEW people AS SELECT id, name FROM person");
      statement.execute("CREATE INDEX by_name ON person (name, lower(email)) WHERE a > 1");
      assertThat(rows(statement, "SHOW TABLES"))
          .containsExactly("country", "log", "people", "person", "visit");
      assertThat(rows(statement, "SHOW FULL TABLES FROM public LIKE 'pe%'"))
          .containsExactly("people | VIEW", "person | BASE TABLE");
      assertThat(rows(statement, "SHOW COLUMNS FROM person"))
          .contains(
              "id | integer | NO | PRI | null | ",
              "name | character varying(20) | NO | MUL | null | ",
              "email | character varying(40) | YES | UNI | null | ");
      assertThat(rows(statement, "DESCRIBE public.log"))
          .containsExactly(
              "at | integer | YES |  | null | ",
              "what | character varying(20) | YES |  | 'it''s; nothing'::character varying | ");
      assertThat(rows(statement, "SHOW INDEX FROM person"))
          .contains(
              "person | 1 | by_name | 1 | name | A |  | BTREE |  | null | (a > 1)",
              "person | 1 | by_name | 2 | null | A | YES | BTREE |  | lower(email::text) | (a >"
                  + " 1)");
      assertThat(rows(statement, "SHOW CREATE VIEW people").get(0)).contains("FROM person");
      assertThatThrownBy(() -> rows(statement, "SHOW CREATE TABLE nowhere"))
          .isInstanceOf(SQLException.class)
          .hasFieldOrPropertyWithValue("SQLState", "42P01");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theClustersVariablesAreReadable(Engine engine) throws SQLException {
    try (Connection connection = open(engine);
        Statement statement = connection.createStatement()) {
      statement.execute("SET GLOBAL max_intermediate_result_mb = 10239");
      try {
        switch (engine) {
          case MYSQL -> {
            assertThat(rows(statement, "SHOW GLOBAL VARIABLES LIKE 'max\\_inter%'"))
                .containsExactly("max_intermediate_result_mb | 10239");
            assertThat(
                    rows(
                        statement, "SHOW VARIABLES WHERE Variable_name IN ('auto_attach', 'port')"))
                .hasSize(2)
                .contains("auto_attach | on");
            try (ResultSet read =
                statement.executeQuery(
                    "SELECT @@auto_attach, @@GLOBAL.max_intermediate_result_mb + 1 AS more,"
                        + " @@port > 0")) {
              assertThat(read.next()).isTrue();
              assertThat(read.getString("@@auto_attach")).isEqualTo("on");
              assertThat(read.getInt("more")).isEqualTo(10_240);
            }
          }
          case POSTGRESQL -> {
            assertThat(rows(statement, "SHOW max_intermediate_result_mb")).containsExactly("10239");
            try (ResultSet read =
                statement.executeQuery("SELECT current_setting('auto_attach'), 1 AS one")) {
              assertThat(read.next()).isTrue();
              assertThat(read.getString("current_setting")).isEqualTo("on");
            }
            assertThat(
                    rows(
                        statement,
                        "SELECT relname FROM pg_class WHERE relname = 'none' AND"
                            + " current_setting('Max_Intermediate_Result_MB', true)::int > 5"))
                .isEmpty();
            assertThat(rows(statement, "SHOW ALL"))
                .anyMatch(row -> row.startsWith("auto_attach | on | "))
                .anyMatch(row -> row.startsWith("work_mem | "));
          }
        }
      } finally {
        statement.execute("SET GLOBAL max_intermediate_result_mb = 10240");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCatalogueCountsAllPartitions(Engine engine) throws SQLException {
    try (Connection connection = open(engine);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE big (id INT NOT NULL PRIMARY KEY, v VARCHAR(100))");
      statement.execute("CREATE TABLE none (id INT NOT NULL PRIMARY KEY)");
      StringBuilder rows = new StringBuilder();
      for (int i = 0; i < 2_000; i++) {
        rows.append(i == 0 ? "" : ", ").append('(').append(i).append(", '");
        rows.append("x".repeat(100)).append("')");
      }
      statement.execute("INSERT INTO big VALUES " + rows);
      switch (engine) {
        case MYSQL -> {
          statement.execute("ANALYZE TABLE big, none");
          String counted =
              "SELECT TABLE_NAME, TABLE_ROWS BETWEEN 1500 AND 2500, data_length > 200000"
                  + " FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1";
          assertThat(rows(statement, counted)).containsExactly("big | 1 | 1", "none | 0 | 0");
          try (ResultSet status = statement.executeQuery("SHOW TABLE STATUS LIKE 'b%'")) {
            assertThat(status.next()).isTrue();
            assertThat(status.getLong("Rows")).isBetween(1_500L, 2_500L);
            assertThat(status.getLong("Data_length")).isGreaterThan(200_000);
          }
          assertThat(
                  rows(
                      statement,
                      "SELECT SUM(x.table_rows) > 1500 FROM information_schema.TABLES x JOIN"
                          + " information_schema.SCHEMATA s ON s.SCHEMA_NAME = x.TABLE_SCHEMA"
                          + " WHERE x.TABLE_SCHEMA = 'shown'"))
              .containsExactly("1");
        }
        case POSTGRESQL -> {
          statement.execute("ANALYZE big");
          assertThat(
                  rows(
                      statement,
                      "SELECT reltuples, relpages > 25 AS pages, relkind FROM pg_class"
                          + " WHERE relname = 'big'"))
              .containsExactly("2000 | t | r");
          assertThat(
                  rows(
                      statement,
                      "SELECT pg_total_relation_size('big') > 300000, pg_table_size('none'),"
                          + " pg_relation_size('public.big'::regclass) > 200000,"
                          + " pg_indexes_size('big') >= 4 * 8192"))
              .containsExactly("t | 0 | t | t");
          assertThat(
                  rows(
                      statement,
                      "SELECT c.relname, pg_size_pretty(pg_catalog.pg_total_relation_size(c.oid))"
                          + " LIKE '% kB' FROM pg_class c JOIN pg_namespace n ON n.oid ="
                          + " c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'"
                          + " GROUP BY c.relname, c.oid HAVING SUM(pg_relation_size(c.oid)) > 1000"
                          + " ORDER BY pg_total_relation_size(c.oid) DESC"))
              .containsExactly("big | t");
          try (PreparedStatement prepared =
              connection.prepareStatement("SELECT pg_relation_size(?)")) {
            prepared.setString(1, "big");
            try (ResultSet result = prepared.executeQuery()) {
              assertThat(result.next()).isTrue();
              assertThat(result.getLong("pg_relation_size")).isGreaterThan(200_000);
            }
          }
          assertThat(rows(statement, "SELECT count(*) FROM (SELECT * FROM pg_class) c").get(0))
              .isNotEqualTo("0");
        }
      }
    }
  }

  private static List<String> definitions(Statement statement) throws SQLException {
    List<String> definitions = new ArrayList<>();
    for (String name : List.of("country", "log", "person", "visit")) {
      try (ResultSet rows = statement.executeQuery("SHOW CREATE TABLE " + name)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("Table")).isEqualTo(name);
        definitions.add(rows.getString("Create Table"));
      }
    }
    return definitions;
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
          values.add(String.valueOf(rows.getString(c)));
        }
        all.add(String.join(" | ", values));
      }
    }
    return all;
  }

  private static String quoted(String sql, Engine engine) {
    return sql.replace("%1$s", engine == Engine.MYSQL ? "`" : "\"");
  }

  private static Connection open(Engine engine) throws SQLException {
    return DriverManager.getConnection(TestCluster.of(engine).url(DATABASE));
  }
}
