package io.canopydb.driver.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingSqlTest {
  private static final Map<String, String> NONE = Map.of();

  /** gtid_executed is listed with the session's, and has changed between the two readings. */
  @Test
  void mySqlStartsWithoutVariablesThatAreGlobalOnly() throws SQLException {
    Connection connection =
        proxy(
            Connection.class,
            created ->
                proxy(
                    Statement.class,
                    sql -> {
                      if (sql.contains("gtid_executed")) {
                        throw new SQLException("a GLOBAL variable", "HY000", 1238);
                      }
                      return sql.contains("performance_schema")
                          ? rows("gtid_executed", "time_zone")
                          : rows("+02:00");
                    }));
    assertThat(Dialect.of(Engine.MYSQL).settings().startValues(connection))
        .isEqualTo(Map.of("time_zone", "'+02:00'"));
  }

  private static ResultSet rows(String... values) {
    Iterator<String> rows = List.of(values).iterator();
    String[] row = new String[1];
    return proxy(
        ResultSet.class,
        method -> {
          if (method.equals("next")) {
            boolean more = rows.hasNext();
            row[0] = more ? rows.next() : "";
            return more;
          }
          return row[0];
        });
  }

  /** Answers calls by their first text, or by their name. */
  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            SettingSqlTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                method.getName().equals("close")
                    ? null
                    : answer.to(
                        arguments != null && arguments[0] instanceof String text
                            ? text
                            : method.getName())));
  }

  private interface Answer {
    Object to(String call) throws SQLException;
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsSentWhereNothingChanges(Engine engine) throws SQLException {
    assertThat(change(engine, NONE, NONE)).isEmpty();
    assertThat(change(engine, map("a", "1", "b", "2"), map("b", "2", "a", "1"))).isEmpty();
  }

  @Test
  void mySqlSetsAndUndoesInOneStatement() throws SQLException {
    assertThat(
            change(
                Engine.MYSQL,
                map("a", "1", "b", "2", "@u", "'x'"),
                map("b", "3", "c", "'UTC'", "@My Var", "0")))
        .containsExactly("SET a = DEFAULT, @`u` = NULL, b = 3, c = 'UTC', @`My Var` = 0");
  }

  @Test
  void mySqlSetsWhatRefersToAVariableAfterTheVariable() throws SQLException {
    assertThat(change(Engine.MYSQL, NONE, map("@a", "1", "@b", "@a + 1", "@c", "2")))
        .containsExactly("SET @`a` = 1", "SET @`b` = @a + 1, @`c` = 2");
  }

  @Test
  void mySqlSetsAgainWhatSetNamesChangesOnTheWay() throws SQLException {
    Map<String, String> start = map("character_set_results", "NULL");
    Map<String, String> names = map("character_set_results", "NULL", "names", "utf8mb3");
    assertThat(change(Engine.MYSQL, start, names)).containsExactly("SET NAMES utf8mb3");
    assertThat(change(Engine.MYSQL, names, start))
        .containsExactly("SET NAMES DEFAULT, character_set_results = NULL");
    assertThat(
            change(
                Engine.MYSQL,
                map("names", "utf8mb3", "character_set_results", "binary"),
                map("names", "utf8mb4", "character_set_results", "binary")))
        .containsExactly("SET NAMES utf8mb4, character_set_results = binary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"latin1", "'gbk'", "binary", "utf8mb4x", "@@character_set_server"})
  void mySqlRefusesToReadTextsOtherwiseThanTheDriverSendsThem(String characterSet) {
    for (String variable :
        List.of("names", "character set", "character_set_client", "character_set_connection")) {
      assertThatThrownBy(() -> change(Engine.MYSQL, NONE, map(variable, characterSet)))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf8mb4", "'utf8mb4'", "UTF8", "utf8mb4 COLLATE utf8mb4_bin", "DEFAULT"})
  void mySqlTakesTheNamesOfUtf8(String characterSet) throws SQLException {
    assertThat(change(Engine.MYSQL, NONE, map("names", characterSet)))
        .containsExactly("SET NAMES " + characterSet);
  }

  @ParameterizedTest
  @EnumSource
  void anIsolationIsReadAgainFromItsExpression(Engine engine) {
    SettingSql settings = Dialect.of(engine).settings();
    for (int level : new int[] {1, 2, 4, 8}) {
      assertThat(settings.isolationLevel(settings.isolation(level))).hasValue(level);
    }
    assertThat(settings.isolationLevel("\"read committed\"")).hasValue(2);
    assertThat(settings.isolationLevel("SERIALIZABLE")).hasValue(8);
    assertThat(settings.isolationLevel("snapshot")).isEmpty();
  }

  @Test
  void mySqlSetsARoleByItself() throws SQLException {
    assertThat(change(Engine.MYSQL, map("a", "1"), map("role", "admin", "b", "2")))
        .containsExactly("SET a = DEFAULT", "SET ROLE admin", "SET b = 2");
    assertThat(change(Engine.MYSQL, map("role", "admin"), NONE))
        .containsExactly("SET ROLE DEFAULT");
  }

  @Test
  void postgreSqlSetsAndResetsInOneText() throws SQLException {
    assertThat(
            change(
                Engine.POSTGRESQL,
                map("a", "1", "my.b", "2"),
                map("my.b", "3", "timezone", "LOCAL", "search_path", "x, public")))
        .containsExactly(
            "RESET a; SET \"my\".\"b\" TO 3; SET TIME ZONE LOCAL; SET search_path TO x, public");
    assertThat(change(Engine.POSTGRESQL, map("timezone", "LOCAL", "names", "'UTF8'"), NONE))
        .containsExactly("RESET timezone; RESET client_encoding");
  }

  @Test
  void postgreSqlChangesTheAccountFirstAndItsRoleAfterIt() throws SQLException {
    assertThat(change(Engine.POSTGRESQL, map("work_mem", "1", "role", "a"), NONE))
        .containsExactly("RESET role; RESET work_mem");
    assertThat(
            change(
                Engine.POSTGRESQL,
                map("session authorization", "a", "role", "b"),
                map("role", "b")))
        .containsExactly("RESET SESSION AUTHORIZATION; SET ROLE b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a;drop", "A", "a=1", "", "a`", "a\"", "password", "default role"})
  void mySqlRefusesWhatIsNoSetting(String name) {
    refused(Engine.MYSQL, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a;drop", "A", "a=1", "", "a\"", "transaction", "constraints"})
  void postgreSqlRefusesWhatIsNoSetting(String name) {
    refused(Engine.POSTGRESQL, name);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "extra_float_digits,0",
        "extra_float_digits,'0'",
        "extra_float_digits,-15",
        "extra_float_digits,0.4",
        "standard_conforming_strings,off",
        "standard_conforming_strings,OF",
        "standard_conforming_strings,'false'",
        "standard_conforming_strings,0",
        "array_nulls,no"
      })
  void postgreSqlRefusesWhatWouldReadValuesOtherwise(String name, String value) {
    SettingSql settings = Dialect.of(Engine.POSTGRESQL).settings();
    assertThatThrownBy(() -> settings.check(name, value))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(
            () -> settings.checkProperties(map("options", "-c " + name + "=" + value + " -c a=b")))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "extra_float_digits,1",
        "extra_float_digits,'3'",
        "extra_float_digits,DEFAULT",
        "standard_conforming_strings,ON",
        "standard_conforming_strings,'true'",
        "standard_conforming_strings,yes",
        "array_nulls,1",
        "work_mem,'7MB'"
      })
  void postgreSqlTakesWhatReadsValuesAsBefore(String name, String value) {
    assertThatCode(() -> Dialect.of(Engine.POSTGRESQL).settings().check(name, value))
        .doesNotThrowAnyException();
  }

  private static void refused(Engine engine, String name) {
    assertThatThrownBy(() -> change(engine, NONE, map(name, "1")))
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .extracting(e -> ((SQLException) e).getErrorCode())
        .isEqualTo(CanopyError.UNSUPPORTED.number());
  }

  private static List<String> change(
      Engine engine, Map<String, String> from, Map<String, String> to) throws SQLException {
    return Dialect.of(engine).settings().change(from, to);
  }

  /** A map that keeps the order of its pairs. */
  private static Map<String, String> map(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
