package io.canopydb.driver.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.parse.LexerRules;
import io.canopydb.metadata.model.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which names mean a system column, and of which table. */
class SystemColumnsTest {

  /** For each place what is written there, and the alias or name of its table. */
  private static List<String> in(String sql) {
    StatementText text = StatementText.parse(sql, LexerRules.postgresql());
    List<TableUse> uses = TableUses.in(text, SampleCatalogue.of(Engine.POSTGRESQL));
    return SystemColumns.in(text.tokens(), uses, Engine.POSTGRESQL).stream()
        .map(found -> found.span().of(sql) + " of " + found.use().span().of(sql))
        .toList();
  }

  @Test
  void findsTheTableOfEachPlace() {
    assertThat(in("DELETE FROM a WHERE ctid IN (SELECT b.ctid FROM b WHERE b.xmin > a.xmin)"))
        .containsExactly("ctid of a", "b.ctid of b", "b.xmin of b", "a.xmin of a");
    assertThat(in("DELETE FROM a AS x USING a AS y WHERE x.ctid < y.ctid RETURNING x.tableoid"))
        .containsExactly("x.ctid of a", "y.ctid of a", "x.tableoid of a");
    assertThat(in("SELECT \"ctid\", (ctid), f(ctid), ARRAY[ctid], ctid::text FROM a")).hasSize(5);
    assertThat(in("SELECT id FROM a WHERE (SELECT ctid IS NULL)")).containsExactly("ctid of a");
    assertThat(in("SELECT 1 FROM a WHERE (ctid, k) IN (SELECT ctid, k FROM b)"))
        .containsExactly("ctid of a", "ctid of b");
  }

  @Test
  void leavesOtherNamesAlone() {
    assertThat(in("SELECT k AS ctid, x xmin FROM a")).isEmpty();
    assertThat(in("SELECT xmin.k FROM a AS xmin")).isEmpty();
    assertThat(in("SELECT x.ctid FROM (SELECT k AS ctid FROM a) x")).isEmpty();
    assertThat(in("WITH x (ctid) AS (SELECT k FROM a) SELECT ctid FROM x")).isEmpty();
    assertThat(in("SELECT min(k) AS xmin FROM a ORDER BY xmin")).isEmpty();
    assertThat(in("SELECT k AS ctid FROM a UNION ALL SELECT k FROM b ORDER BY ctid")).isEmpty();
    assertThat(in("SELECT ctid FROM a, b")).isEmpty();
  }
}
