package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tables that a table refers to. In a partition, a reference table is found in the shell; the
 * slice of a partitioned table is found beside, as is one that is still to be made. A foreign key
 * that no partition could check is refused, or left out of the text where the cluster says so.
 */
final class ForeignTables {
  private static final String UNENFORCED =
      " say SET GLOBAL foreign_keys_unenforced = on, and it is accepted without being enforced";

  private final Tokens tokens;
  private final DdlScope scope;
  private final DdlText text;
  private final String child;
  private final boolean referenceChild;
  private final ForeignKeyIndexes indexes;
  private final List<String> added = new ArrayList<>();
  private final List<AlterAction> elements = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private ForeignTables(
      Tokens tokens,
      DdlScope scope,
      DdlText text,
      String child,
      boolean referenceChild,
      ForeignKeyIndexes indexes) {
    this.tokens = tokens;
    this.scope = scope;
    this.text = text;
    this.child = child;
    this.referenceChild = referenceChild;
    this.indexes = indexes;
  }

  /**
   * What became of the foreign keys of a text.
   *
   * @param notes says for each key that was left out that it is not enforced
   * @param indexes definitions that are to be added to the list
   * @param nothingLeft whether the list that they stood in is empty now
   */
  record Outcome(List<String> notes, List<String> indexes, boolean nothingLeft) {
    Outcome {
      indexes = List.copyOf(indexes);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Qualifies what stands behind each REFERENCES, and takes out what is to be left out.
   *
   * @param child the table that refers
   * @param referenceChild whether that is a reference table
   * @param gone further elements of the list that are to be taken out
   */
  static Outcome qualify(
      Tokens tokens,
      int from,
      DdlScope scope,
      DdlText text,
      String child,
      boolean referenceChild,
      DdlLookup lookup,
      List<AlterAction> gone)
      throws SQLException {
    boolean there = scope.leftOut().allowed() && scope.table(child).isPresent();
    ForeignKeyIndexes indexes =
        ForeignKeyIndexes.of(
            scope.dialect(), tokens, from, there ? lookup.indexes(child) : List.of());
    ForeignTables tables = new ForeignTables(tokens, scope, text, child, referenceChild, indexes);
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.is(i, "REFERENCES") && tokens.isIdentifier(i + 1)) {
        tables.reference(ForeignKeyClause.read(tokens, i, from));
      }
    }
    tables.elements.addAll(gone);
    tables.elements.sort(Comparator.comparingInt(AlterAction::first));
    boolean nothingLeft = tables.removeElements();
    return new Outcome(tables.notes, tables.added, nothingLeft);
  }

  private void reference(ForeignKeyClause clause) throws SQLException {
    NameAt at = clause.parent();
    String parent = scope.resolve(at);
    if (scope.leftOut().contains(clause.columns(), parent)) {
      leaveOut(clause, parent);
      return;
    }
    if (parent.equals(child)) {
      text.qualify(at, Template.Slot.PLACE);
      return;
    }
    Optional<Table> table = scope.table(parent);
    if (table.isEmpty() && scope.isMySql()) {
      // Taken where foreign_key_checks is off; then it is judged when that table is made.
      text.qualify(at, Template.Slot.PLACE);
      return;
    }
    if (table.isEmpty()) {
      throw CanopyError.UNKNOWN_TABLE.with(parent, scope.database().name());
    }
    Distribution distribution = table.get().distribution();
    boolean spread = referenceChild && !(distribution instanceof Distribution.Reference);
    boolean keyless = distribution instanceof Distribution.Keyless;
    if (!spread && !keyless) {
      text.qualify(at, scope.slotOf(parent));
      return;
    }
    if (scope.leftOut().allowed()) {
      leaveOut(clause, parent);
      return;
    }
    throw spread
        ? CanopyError.UNSUPPORTED.with(
            "a foreign key of the reference table "
                + child
                + " to "
                + parent
                + ", whose rows lie in partitions,",
            "make "
                + parent
                + " a reference table too, or "
                + child
                + " a sharded one; or"
                + UNENFORCED)
        : CanopyError.UNSUPPORTED.with(
            "a foreign key to " + parent + ", whose rows may lie in any partition,",
            "give " + parent + " a shard key, or make it a reference table; or" + UNENFORCED);
  }

  private void leaveOut(ForeignKeyClause clause, String parent) {
    notes.add(LeftOutKeys.note(child, clause.columns(), parent));
    Optional<String> index = scope.isMySql() ? indexes.of(clause) : Optional.empty();
    if (index.isPresent() && clause.element()) {
      String add = tokens.is(clause.first(), "ADD") ? "ADD " : "";
      text.replaceTokens(clause.first(), clause.last(), add + index.get());
      return;
    }
    index.ifPresent(added::add);
    if (clause.element()) {
      elements.add(new AlterAction(clause.first(), clause.last()));
    } else {
      text.removeTokens(clause.first(), clause.last());
    }
  }

  /**
   * Takes elements out of their list: those at its head with the comma behind them, others with the
   * comma before. Says whether nothing is left.
   */
  private boolean removeElements() {
    int head = -1; // the comma behind the last element of the head that is gone
    for (AlterAction element : elements) {
      boolean first = !tokens.isKind(element.first() - 1, TokenKind.COMMA);
      if (!first && element.first() - 1 != head) {
        text.remove(tokens.start(element.first() - 1), tokens.end(element.last()));
        continue;
      }
      if (!tokens.isKind(element.last() + 1, TokenKind.COMMA)) {
        return true;
      }
      head = element.last() + 1;
      text.remove(tokens.start(element.first()), tokens.end(head));
    }
    return false;
  }
}
