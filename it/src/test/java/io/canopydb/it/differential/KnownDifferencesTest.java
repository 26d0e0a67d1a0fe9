package io.canopydb.it.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.canopydb.it.differential.KnownDifferences.Verdict;
import io.canopydb.it.differential.Observation.ColumnSeen;
import io.canopydb.it.differential.Observation.Result.Table;
import io.canopydb.it.differential.Observation.Succeeded;
import io.canopydb.it.differential.ScriptStatement.Rows;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the list of known differences lets pass, and what it does not. */
class KnownDifferencesTest {
  private static final Script SCRIPT =
      ScriptReader.read("mysql/some.sql", "SELECT 1;\nSELECT a,\n\n b FROM t;\nSELECT 1;\n");
  private static final Finding LONG_FOR_INTEGER =
      finding(table("INT", "5:Integer"), table("BIGINT", "5:Long"));

  private final KnownDifferences known =
      KnownDifferences.parse(
          """
          # what the list is
          mysql/some.sql
            | SELECT a,
            |
            |  b FROM t
            kind: result type
            reason: as MySQL likes
            seen: %s

          mysql/some.sql #2
            | SELECT 1
            kind: refused
            reason: not yet
            seen: refused 0AX00
          """
              .formatted(LONG_FOR_INTEGER.seen()));

  private final Difference typeOfA = difference(1, LONG_FOR_INTEGER);
  private final Difference refusedSecond =
      difference(2, Finding.failure(Finding.What.REFUSED, "0AX00", ""));

  @Test
  void lineNumbersDoNotMatter() {
    Script moved =
        ScriptReader.read(
            "mysql/some.sql", "SELECT 0;\n\nSELECT 1;\nSELECT a,\n\n b FROM t;\nSELECT 1;\n");
    Verdict verdict =
        known.judge(
            moved,
            List.of(
                new Difference(moved.name(), moved.statements().get(2), "", "", LONG_FOR_INTEGER),
                new Difference(
                    moved.name(), moved.statements().get(3), "", "", refusedSecond.finding())));
    assertThat(verdict.unlisted()).isEmpty();
    assertThat(verdict.stale()).isEmpty();
  }

  @Test
  void anEntryThatIsNoLongerSoIsStale() {
    Verdict verdict = known.judge(SCRIPT, List.of(refusedSecond));
    assertThat(verdict.unlisted()).isEmpty();
    assertThat(verdict.stale()).extracting(KnownDifference::number).containsExactly(1);
  }

  @Test
  void anotherStatementOfTheSameTextIsNotListed() {
    Difference first = difference(0, refusedSecond.finding());
    assertThat(known.judge(SCRIPT, List.of(typeOfA, first, refusedSecond)).unlisted())
        .containsExactly(first);
  }

  @Test
  void anotherDifferenceOfAListedStatementIsNotListed() {
    Difference other =
        difference(1, finding(table("INT", "5:Integer"), table("DECIMAL", "5:BigDecimal")));
    Verdict verdict = known.judge(SCRIPT, List.of(typeOfA, other, refusedSecond));
    assertThat(verdict.unlisted()).containsExactly(other);
    assertThat(verdict.stale()).isEmpty();
  }

  @Test
  void aWrongValueIsNoMatterOfTypes() {
    Finding wrong = finding(table("INT", "5:Integer"), table("BIGINT", "6:Long"));
    assertThat(wrong.what()).isEqualTo(Finding.What.ROWS);
    KnownDifferences careless =
        new KnownDifferences(
            known.entries().stream()
                .map(
                    entry ->
                        new KnownDifference(
                            entry.script(),
                            entry.number(),
                            entry.sql(),
                            entry.kind(),
                            entry.reason(),
                            Set.of(wrong.seen())))
                .toList());
    Difference difference = difference(1, wrong);
    assertThat(careless.judge(SCRIPT, List.of(difference)).unlisted()).containsExactly(difference);
  }

  @Test
  void whatIsWrittenAnewKeepsReasonsAndCanBeRead() {
    KnownDifferences updated =
        known.updated(SCRIPT, List.of(typeOfA, difference(0, LONG_FOR_INTEGER)));
    assertThat(updated.entries())
        .extracting(KnownDifference::number, KnownDifference::reason)
        .containsExactly(tuple(1, "?"), tuple(1, "as MySQL likes"));
    assertThat(KnownDifferences.parse(updated.text())).isEqualTo(updated);
    assertThat(updated.strayFrom(List.of(SCRIPT))).hasSize(1);
    assertThat(known.strayFrom(List.of())).hasSize(2);
  }

  private static Difference difference(int statement, Finding finding) {
    return new Difference(SCRIPT.name(), SCRIPT.statements().get(statement), "", "", finding);
  }

  private static Finding finding(Table plain, Table canopy) {
    return Objects.requireNonNull(
        Comparison.results(
            Rows.MULTISET,
            new Succeeded(List.of(plain), List.of()),
            new Succeeded(List.of(canopy), List.of())));
  }

  private static Table table(String type, String row) {
    return new Table(List.of(new ColumnSeen("a", "a", 0, type, type, ".")), List.of(row));
  }
}
