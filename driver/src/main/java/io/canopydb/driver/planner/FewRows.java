package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.util.List;

/**
 * Whether a query gives one row at most, whatever the tables hold: one row of one table, by the
 * values of a unique key. Such rows need not be streamed, which costs PostgreSQL a transaction.
 * Where that is not sure the answer is no.
 */
final class FewRows {
  private FewRows() {}

  static boolean of(Question question) {
    List<TableUse> uses = question.analysis().uses();
    if (uses.size() != 1 || !(uses.get(0).meaning() instanceof Catalogue.Base base)) {
      return false;
    }
    return question.analysis().choices().get(uses.get(0).id())
            instanceof PartitionChoice.KeyEquals key
        && key.operands().stream().allMatch(PartitionChoice.SlotOperand.class::isInstance)
        && isUnique(base.table())
        && plain(question.text().tokens());
  }

  /** Whether no two rows have the same shard key. */
  private static boolean isUnique(Table table) {
    return table.distribution() instanceof Distribution.Sharded sharded
        && table.uniqueKeys().stream()
            .anyMatch(
                key ->
                    key.exact()
                        && !key.global()
                        && key.columns().stream()
                            .allMatch(
                                column ->
                                    sharded.columns().stream().anyMatch(column::equalsIgnoreCase)));
  }

  /** Whether nothing before WHERE could give several rows for one: a function, or a subquery. */
  private static boolean plain(Tokens tokens) {
    int where = tokens.indexOfWord(0, "WHERE", 0);
    if (!tokens.is(0, "SELECT") || where < 0) {
      return false;
    }
    for (int i = 0; i < where; i++) {
      if (tokens.isKind(i, TokenKind.OPEN)) {
        return false;
      }
    }
    for (String word : new String[] {"UNION", "EXCEPT", "INTERSECT"}) {
      if (tokens.indexOfWord(where, word, 0) >= 0) {
        return false;
      }
    }
    return true;
  }
}
