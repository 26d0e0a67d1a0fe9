package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/**
 * What names in FROM clauses stand for at the place that is analysed: uses of tables, or items of a
 * WITH. It also numbers the sources.
 */
final class FromNames {
  private final StatementText text;
  private final Names names;
  private final Map<Span, TableUse> uses = new HashMap<>();
  private final Set<Integer> claimed = new HashSet<>();

  /** The WITH items that hold here, innermost last. */
  private final List<WithItem<?>> common = new ArrayList<>();

  private final Set<WithItem<?>> used = new HashSet<>();
  private final Set<String> recursive = new HashSet<>();
  private final Set<String> entered = new HashSet<>();
  private int sources;

  FromNames(StatementText text, Names names, List<TableUse> uses) {
    this.text = text;
    this.names = names;
    uses.forEach(use -> this.uses.put(use.span(), use));
  }

  Names names() {
    return names;
  }

  int nextSource() {
    return sources++;
  }

  /** Enters a query with these WITH items; gives what {@link #leave} wants. */
  int enter(List<WithItem<?>> items) {
    int before = common.size();
    for (WithItem<?> item : items) {
      if (item.isRecursive()) {
        recursive.add(names.alias(item.getAliasName()));
      }
      common.add(item);
    }
    return before;
  }

  void leave(int before) {
    while (common.size() > before) {
      common.remove(common.size() - 1);
    }
  }

  /**
   * Enters the body of a WITH item, for a place that names it. Names that follow it are not visible
   * within; with RECURSIVE its own is.
   *
   * @return what {@link #leaveBody} wants
   */
  List<WithItem<?>> enterBody(WithItem<?> item) {
    List<WithItem<?>> hidden = new ArrayList<>();
    int at = common.indexOf(item);
    int keep = item.isRecursive() ? at + 1 : at;
    while (common.size() > keep) {
      hidden.add(0, common.remove(common.size() - 1));
    }
    return hidden;
  }

  void leaveBody(List<WithItem<?>> hidden) {
    common.addAll(hidden);
  }

  /** The WITH item that a table stands for; null where it stands for none. */
  @Nullable WithItem<?> common(Table table) {
    if (table.getSchemaName() != null) {
      return null;
    }
    String name = names.alias(table.getName());
    for (int i = common.size() - 1; i >= 0; i--) {
      if (names.alias(common.get(i).getAliasName()).equalsIgnoreCase(name)) {
        return common.get(i);
      }
    }
    return null;
  }

  /** Some place has named a WITH item. */
  void use(WithItem<?> item) {
    used.add(item);
  }

  /** Whether some place has. */
  boolean used(WithItem<?> item) {
    return used.contains(item);
  }

  boolean isRecursive(String name) {
    return recursive.contains(name);
  }

  /** Enters the body of a recursive query; false where that is being analysed already. */
  boolean enterRecursive(String name) {
    return entered.add(name);
  }

  void leaveRecursive(String name) {
    entered.remove(name);
  }

  /** The use that a table is, which is claimed with that; null for another name. */
  @Nullable TableUse claim(Table table) {
    Span span = nameSpan(table);
    TableUse use = span == null ? null : uses.get(span);
    if (use != null) {
      claimed.add(use.id());
    }
    return use;
  }

  /** Whether the analysis has come by a use. */
  boolean claimed(TableUse use) {
    return claimed.contains(use.id());
  }

  private @Nullable Span nameSpan(Table table) {
    // The node of an aliased table spans its alias too; a use is found by where its name starts.
    Span whole = StatementText.span(table);
    if (whole == null) {
      return null;
    }
    int at = text.tokenAt(whole.start());
    var tokens = text.tokens();
    int last = at;
    while (tokens.isKind(last + 1, TokenKind.DOT) && tokens.isIdentifier(last + 2)) {
      last += 2;
    }
    return new Span(tokens.start(at), tokens.end(last));
  }
}
