package io.canopydb.driver.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What an INSERT sets in the row that it is a duplicate of. */
class DuplicatesClauseTest {
  private static List<String> read(LexerRules rules, String tail) {
    return DuplicatesClause.read(Lexer.lex(tail, rules)).assignments().stream()
        .map(assigned -> assigned.column() + " " + assigned.value())
        .toList();
  }

  private static List<String> mysql(String assignments) {
    return read(LexerRules.mysql(), "ON DUPLICATE KEY UPDATE " + assignments);
  }

  private static List<String> postgresql(String assignments) {
    return read(LexerRules.postgresql(), "ON CONFLICT (a) DO UPDATE SET " + assignments);
  }

  @Test
  void aColumnMayStayWhatItIs() {
    assertThat(mysql("id = LAST_INSERT_ID(id), a = a, b = t.B, c = LAST_INSERT_ID(`t`.c)"))
        .containsExactly("id OWN", "a OWN", "b OWN", "c OWN");
    assertThat(postgresql("a = t.a, (b, c) = ROW (t.b, t.c + 1) WHERE t.a > 1 RETURNING a"))
        .containsExactly("a OWN", "b OWN", "c OTHER");
  }

  @Test
  void aColumnMayGetTheValueThatWasToBeInserted() {
    assertThat(mysql("a = VALUES(a), b = VALUES(`b`)")).containsExactly("a PROPOSED", "b PROPOSED");
    assertThat(read(LexerRules.mysql(), "AS new ON DUPLICATE KEY UPDATE a = new.a, b = new.b + 1;"))
        .containsExactly("a PROPOSED", "b OTHER");
    assertThat(postgresql("a = excluded.a, (b, c) = (excluded.b, f(excluded.c, 1))"))
        .containsExactly("a PROPOSED", "b PROPOSED", "c OTHER");
  }

  @Test
  void allElseMayChangeIt() {
    assertThat(
            mysql("a = b, b = LAST_INSERT_ID(VALUES(b)), c = VALUES(d), d = VALUES(d) + 1, e = 1"))
        .containsExactly("a OTHER", "b OTHER", "c OTHER", "d OTHER", "e OTHER");
    assertThat(postgresql("(a, b) = (SELECT x, y FROM z WHERE q = 1), \"A\" = t.a"))
        .containsExactly("a OTHER", "b OTHER", "A OTHER");
  }
}
