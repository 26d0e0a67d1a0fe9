package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds every place of a text that names a table. It works on the parser's syntax nodes, of which
 * there is one for each name of a table whatever the construct around it: a name that was missed
 * would be looked up in the shell, where sharded tables are empty.
 */
public final class TableUses {
  private final StatementText text;
  private final Catalogue catalogue;
  private final CommonTables commonTables;
  private final List<TableUse> uses = new ArrayList<>();

  private TableUses(StatementText text, Catalogue catalogue) {
    this.text = text;
    this.catalogue = catalogue;
    this.commonTables = CommonTables.in(text.tokens());
  }

  public static List<TableUse> in(StatementText text, Catalogue catalogue) {
    TableUses finder = new TableUses(text, catalogue);
    text.forEachNode("TableName", node -> finder.add(StatementText.span(node)));
    return List.copyOf(finder.uses);
  }

  private void add(Span span) {
    Tokens tokens = text.tokens();
    int first = text.tokenAt(span.start());
    List<String> parts = new ArrayList<>(2);
    int at = first;
    parts.add(tokens.identifier(at));
    while (tokens.isKind(at + 1, TokenKind.DOT) && tokens.isIdentifier(at + 2)) {
      at += 2;
      parts.add(tokens.identifier(at));
    }
    Span name = new Span(tokens.start(first), tokens.end(at));
    if (isQualifier(first, at)
        || (parts.size() == 1 && commonTables.names(parts.get(0), first))
        || uses.stream().anyMatch(use -> use.span().equals(name))) {
      return;
    }
    uses.add(
        new TableUse(
            uses.size(),
            name,
            parts.get(parts.size() - 1),
            catalogue.resolve(parts),
            AliasWords.aliased(tokens, at + 1)));
  }

  /** {@code t.*}, and the names after FOR UPDATE OF, which are aliases. */
  private boolean isQualifier(int first, int last) {
    Tokens tokens = text.tokens();
    if (tokens.isKind(last + 1, TokenKind.DOT)) {
      return !isDeletedFrom(first, last);
    }
    int before = first - 1;
    while (tokens.isKind(before, TokenKind.COMMA) && tokens.isIdentifier(before - 1)) {
      before -= 2;
    }
    return tokens.is(before, "OF")
        && tokens.isAny(before - 1, "UPDATE", "SHARE")
        && (tokens.is(before - 2, "FOR") || tokens.isAny(before - 2, "KEY", "NO"));
  }

  /** MySQL's {@code DELETE t.*, u.* FROM ..}, where the stars say nothing. */
  private boolean isDeletedFrom(int first, int last) {
    Tokens tokens = text.tokens();
    return tokens.is(0, "DELETE")
        && tokens.isOperator(last + 2, "*")
        && tokens.depth(first) == 0
        && (tokens.isKind(first - 1, TokenKind.COMMA)
            || tokens.isAny(first - 1, "DELETE", "FROM", "LOW_PRIORITY", "QUICK", "IGNORE"));
  }
}
