package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsertTextTest {
  private static final LexerRules MYSQL = LexerRules.mysql();
  private static final LexerRules POSTGRESQL = LexerRules.postgresql();

  private static List<String> cells(InsertText insert) {
    String sql = insert.tokens().text();
    List<String> cells = new ArrayList<>();
    ValuesRows rows = insert.rows();
    for (int row = 0; row < rows.count(); row++) {
      for (int column = 0; column < rows.width(row); column++) {
        cells.add(
            rows.span(row, column).of(sql)
                + " "
                + rows.kind(row, column)
                + " "
                + rows.slot(row, column));
      }
    }
    return cells;
  }

  @Test
  void rowsAreCutWithoutATree() {
    String sql =
        "INSERT IGNORE INTO `shop`.t (a, `b c`) VALUES (1, ?), (DEFAULT, f(2, ?)), ( -3 , NULL)"
            + " AS n ON DUPLICATE KEY UPDATE a = 7;";
    InsertText insert = InsertText.of(sql, MYSQL).orElseThrow();
    assertThat(insert.replace()).isFalse();
    assertThat(insert.ignore()).isTrue();
    assertThat(insert.table().of(sql)).isEqualTo("`shop`.t");
    assertThat(insert.name()).containsExactly("shop", "t");
    assertThat(insert.columns()).isNotNull();
    assertThat(insert.columnNames()).containsExactly("a", "b c");
    assertThat(insert.head().of(sql)).isEqualTo("INSERT IGNORE INTO `shop`.t (a, `b c`) VALUES ");
    assertThat(insert.valuesHead()).isEqualTo(insert.head().of(sql));
    assertThat(insert.tail().of(sql)).isEqualTo(" AS n ON DUPLICATE KEY UPDATE a = 7");
    assertThat(insert.rows().span(2).of(sql)).isEqualTo("( -3 , NULL)");
    assertThat(cells(insert))
        .containsExactly(
            "1 LITERAL 0",
            "? PARAMETER 1",
            "DEFAULT DEFAULT -1",
            "f(2, ?) EXPRESSION -1",
            "-3 LITERAL 3",
            "NULL NULL -1");
    assertThat(insert.rows().allSlots()).isFalse();
  }

  @Test
  void setIsOneRow() {
    String sql = "REPLACE t SET a = 1, t.`b` = b + 1, c = ? ON DUPLICATE KEY UPDATE a = 2";
    InsertText insert = InsertText.of(sql, MYSQL).orElseThrow();
    assertThat(insert.replace()).isTrue();
    assertThat(insert.set()).isTrue();
    assertThat(insert.columnNames()).containsExactly("a", "b", "c");
    assertThat(cells(insert))
        .containsExactly("1 LITERAL 0", "b + 1 EXPRESSION -1", "? PARAMETER 1");
    assertThat(insert.valuesHead()).isEqualTo("REPLACE t (a, `b`, c) VALUES ");
    assertThat(insert.tail().of(sql)).isEqualTo(" ON DUPLICATE KEY UPDATE a = 2");
  }

  @Test
  void rowsOfPostgreSqlHaveTheirTail() {
    String sql =
        "INSERT INTO s.\"T\" AS x (a) OVERRIDING SYSTEM VALUE VALUES (1), (2)"
            + " ON CONFLICT DO NOTHING RETURNING *";
    InsertText insert = InsertText.of(sql, POSTGRESQL).orElseThrow();
    assertThat(insert.name()).containsExactly("s", "T");
    assertThat(insert.table().of(sql)).isEqualTo("s.\"T\"");
    assertThat(insert.tail().of(sql)).isEqualTo(" ON CONFLICT DO NOTHING RETURNING *");
    assertThat(insert.rows().allSlots()).isTrue();
  }

  @Test
  void theTextOfAShapeIsCutAlike() {
    Shape shape = Shape.of("INSERT INTO t VALUES (1, 'x'), (2, ?) RETURNING a", POSTGRESQL);
    InsertText insert = InsertText.of(shape.text(), POSTGRESQL).orElseThrow();
    assertThat(cells(insert)).containsExactly("?1 PARAMETER 0", "?2 PARAMETER 1");
  }

  @Test
  void mySqlFormsOfRows() {
    assertThat(cells(InsertText.of("INSERT t VALUES ROW(1), ROW(2)", MYSQL).orElseThrow()))
        .containsExactly("1 LITERAL 0", "2 LITERAL 1");
    InsertText empty = InsertText.of("INSERT INTO t () VALUES (), ()", MYSQL).orElseThrow();
    assertThat(empty.columnNames()).isEmpty();
    assertThat(empty.rows().count()).isEqualTo(2);
    assertThat(empty.rows().width(0)).isZero();
    assertThat(empty.rows().allSlots()).isFalse();
    InsertText partition =
        InsertText.of("INSERT INTO t PARTITION (p0) (value) VALUE (1)", MYSQL).orElseThrow();
    assertThat(partition.columnNames()).containsExactly("value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t SELECT 1",
        "INSERT INTO t (a) (SELECT 1)",
        "INSERT INTO t DEFAULT VALUES",
        "INSERT INTO t TABLE u",
        "WITH x AS (SELECT 1) INSERT INTO t VALUES (1)",
        "INSERT INTO t VALUES (1); DELETE FROM t",
        "INSERT INTO t VALUES",
        "INSERT INTO t VALUES (1,)",
        "INSERT INTO t VALUES (1), ",
        "INSERT INTO t VALUES (1",
        "INSERT INTO t (a b) VALUES (1)",
        "INSERT INTO t SET a = 1,",
        "INSERT INTO t SET",
        "INSERT INTO t /*!80000 (a) */ VALUES (1) /*!80000 x */",
        "INSERT",
        "UPDATE t SET a = 1",
        ""
      })
  void whatIsNoListOfRowsIsLeftAlone(String sql) {
    assertThat(InsertText.of(sql, MYSQL)).isEmpty();
  }
}
