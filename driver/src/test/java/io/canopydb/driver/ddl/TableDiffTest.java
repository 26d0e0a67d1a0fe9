package io.canopydb.driver.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.ddl.MySqlTable.Check;
import io.canopydb.driver.ddl.MySqlTable.Column;
import io.canopydb.driver.ddl.MySqlTable.Reference;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TableDiffTest {
  private static final Column A = number("a");
  private static final Column BC = text("b, c", "varchar(5)", "utf8mb4_unicode_ci", true);
  private static final MySqlTable.Key PRIMARY = key(true, "a");
  private static final MySqlTable.Key K = key(false, "b, c");

  private static final String TEXT =
      """
      CREATE TABLE `t` (
        `a` int NOT NULL,
        `b, c` varchar(5) COLLATE utf8mb4_unicode_ci DEFAULT NULL,
        PRIMARY KEY (`a`),
        KEY `k` (`b, c`)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci\
      """;

  private static Column number(String name) {
    return new Column(name, "int", "", "", false, "", "", "", "");
  }

  private static Column text(String name, String type, String collation, boolean nullable) {
    String charset = collation.substring(0, collation.indexOf('_'));
    return new Column(name, type, charset, collation, nullable, "", "", "", "");
  }

  private static MySqlTable.Key key(boolean unique, String column) {
    return new MySqlTable.Key(unique, "BTREE", true, List.of(column), List.of(column), "");
  }

  private static final class Made {
    private final SortedMap<String, String> options = new TreeMap<>();
    private final SortedMap<String, MySqlTable.Key> keys = new TreeMap<>();
    private final SortedMap<String, Reference> foreignKeys = new TreeMap<>();
    private final SortedMap<String, Check> checks = new TreeMap<>();
    private final List<Column> columns;

    Made(Column... columns) {
      this.columns = Arrays.asList(columns);
      options.put(MySqlTable.COLLATION, "utf8mb4_unicode_ci");
    }

    Made key(String name, MySqlTable.Key key) {
      keys.put(name, key);
      return this;
    }

    MySqlTable table() {
      return new MySqlTable(options, columns, keys, foreignKeys, checks, List.of());
    }
  }

  private static Made before() {
    return new Made(A, BC).key("PRIMARY", PRIMARY).key("k", K);
  }

  private static TableDiff diff(Made after) throws SQLException {
    return TableDiff.of(
            new Description(before().table().state(), TEXT, ""),
            new Description(after.table().state(), "", ""))
        .orElseThrow();
  }

  private static List<String> clauses(Made after) throws SQLException {
    return diff(after).clauses(parent -> "`p`.`" + parent + "`");
  }

  @Test
  void dropsWhatWasAdded() throws SQLException {
    Made after =
        new Made(A, number("n"), BC).key("PRIMARY", PRIMARY).key("k", K).key("u", key(true, "n"));
    after.foreignKeys.put(
        "f", new Reference(List.of("n"), "r", List.of("x"), "CASCADE", "NO ACTION"));
    after.checks.put("c", new Check("(`n` > 0)", true));
    assertThat(clauses(after))
        .containsExactly(
            "DROP FOREIGN KEY `f`", "DROP CHECK `c`", "DROP INDEX `u`", "DROP COLUMN `n`");
    assertThat(diff(after).keepsValues(false)).isTrue();
    assertThat(diff(after).rowsMayRefuse()).isTrue();
  }

  @Test
  void givesBackWhatWasChangedOrDroppedWithItsOwnCollation() throws SQLException {
    Made after =
        new Made(A, text("b, c", "varchar(9)", "utf8mb4_bin", false))
            .key("PRIMARY", key(true, "x"));
    after.options.put(MySqlTable.COLLATION, "latin1_swedish_ci");
    after.options.put("row_format", "COMPRESSED");
    assertThat(clauses(after))
        .containsExactly(
            "DROP PRIMARY KEY",
            "MODIFY COLUMN `b, c` varchar(5) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci"
                + " DEFAULT NULL",
            "ADD PRIMARY KEY (`a`)",
            "ADD KEY `k` (`b, c`)",
            "DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
            "row_format=DEFAULT");
    assertThat(diff(after).keepsValues(true)).isTrue();
    assertThat(diff(after).keepsValues(false)).as("NULL may have become ''").isFalse();
  }

  @Test
  void putsColumnsBackInOrder() throws SQLException {
    assertThat(clauses(new Made(BC, A).key("PRIMARY", PRIMARY).key("k", K)))
        .containsExactly(
            "MODIFY COLUMN `a` int NOT NULL FIRST",
            "MODIFY COLUMN `b, c` varchar(5) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci"
                + " DEFAULT NULL AFTER `a`");
  }

  @Test
  void saysWhereValuesAreLost() throws SQLException {
    assertThat(diff(new Made(A).key("PRIMARY", PRIMARY)).keepsValues(true)).isFalse();
    assertThat(diff(new Made(A).key("PRIMARY", PRIMARY)).rowsMayRefuse()).isFalse();
    Made narrower = new Made(A, text("b, c", "varchar(3)", "utf8mb4_bin", true));
    assertThat(diff(narrower).keepsValues(true)).isFalse();
    assertThat(diff(narrower).rowsMayRefuse()).isTrue();
    assertThat(diff(before()).keepsValues(false)).isTrue();
    assertThat(diff(before()).rowsMayRefuse()).isFalse();
    assertThat(clauses(before())).isEmpty();
  }

  @Test
  void knowsWhichTypesKeepValues() {
    assertThat(keeps("int", "bigint")).isTrue();
    assertThat(keeps("int", "int unsigned")).isFalse();
    assertThat(keeps("bigint", "int")).isFalse();
    assertThat(keeps("varchar(5)", "varchar(50)")).isTrue();
    assertThat(keeps("varchar(50)", "varchar(5)")).isFalse();
    assertThat(keeps("varchar(5)", "int")).isFalse();
    assertThat(keeps("decimal(10,2)", "decimal(12,4)")).isTrue();
    assertThat(keeps("decimal(10,2)", "decimal(10,4)")).isFalse();
    assertThat(keeps("datetime", "datetime(6)")).isTrue();
    assertThat(keeps("datetime(6)", "datetime")).isFalse();
    assertThat(keeps("text", "longtext")).isTrue();
    assertThat(keeps("longtext", "text")).isFalse();
    assertThat(keeps("enum('a','b')", "enum('a','b','c')")).isTrue();
    assertThat(keeps("enum('a','b')", "enum('b','a')")).isFalse();
    assertThat(keeps("enum('a')", "set('a')")).isFalse();
  }

  private static boolean keeps(String before, String after) {
    return ColumnChange.keepsValues(
        new Column("a", before, "", "", false, "", "", "", ""),
        new Column("a", after, "", "", false, "", "", "", ""),
        true);
  }
}
