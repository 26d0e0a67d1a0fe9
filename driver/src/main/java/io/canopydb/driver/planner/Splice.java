package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.SystemColumns;
import io.canopydb.driver.analyse.SystemColumns.Reference;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.UnnamedItems;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The user's own text with some spans replaced: so hints, comments and dialect arrive as written.
 * Slots and names that are qualified by the logical database are replaced in any case; the names of
 * tables as the caller says.
 */
final class Splice {

  /**
   * @param own whether it is written otherwise only, and means what the user wrote
   */
  private record Replacement(Span span, LeafSql by, boolean own) {}

  private final StatementText text;
  private final Dialect dialect;
  private final List<Replacement> replacements = new ArrayList<>();
  private final Set<Span> labelled = new HashSet<>();

  /** How many partitions a database has. */
  private ToIntFunction<String> partitions = database -> 1;

  private Splice(StatementText text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  /**
   * A splice whose tables are those of a partition; reference tables are the shell's, and scratch
   * tables stand for some, by the ids of their uses.
   */
  static Splice onPartition(
      StatementText text,
      List<TableUse> uses,
      Map<Integer, LeafSql.Part> scratch,
      Catalogue catalogue,
      Dialect dialect) {
    Splice splice = new Splice(text, dialect);
    splice.partitions = database -> partitions(catalogue, database);
    return splice.tables(
        uses,
        use ->
            scratch.containsKey(use.id())
                ? scratch(scratch.get(use.id()), use.name(), use.aliased(), dialect)
                : use.sharded()
                    ? new LeafSql.Builder()
                        .part(new LeafSql.Namespace(base(use).database()))
                        .text("." + dialect.quoteName(base(use).table().name()))
                        .build()
                    : onShell(use, dialect));
  }

  /** A splice whose tables are all those of the shell. */
  static Splice onShell(StatementText text, List<TableUse> uses, Dialect dialect) {
    return new Splice(text, dialect).tables(uses, use -> onShell(use, dialect));
  }

  /** A splice whose tables are named by the caller. */
  static Splice with(
      StatementText text, List<TableUse> uses, Dialect dialect, Function<TableUse, LeafSql> names) {
    return new Splice(text, dialect).tables(uses, names);
  }

  static LeafSql onShell(TableUse use, Dialect dialect) {
    if (use.meaning() instanceof Catalogue.Base base) {
      return LeafSql.of(shellName(base.database(), base.table().name(), dialect));
    }
    return LeafSql.of("");
  }

  /** A scratch table in place of one that the statement names. */
  static LeafSql scratch(LeafSql.Part table, String name, boolean aliased, Dialect dialect) {
    LeafSql.Builder sql = new LeafSql.Builder().part(table);
    return aliased ? sql.build() : sql.text(" AS " + dialect.quoteName(name)).build();
  }

  static String shellName(String database, String table, Dialect dialect) {
    return dialect.quoteName(dialect.shellNamespace(database)) + "." + dialect.quoteName(table);
  }

  private static Catalogue.Base base(TableUse use) {
    return (Catalogue.Base) use.meaning();
  }

  private Splice tables(List<TableUse> uses, Function<TableUse, LeafSql> names) {
    for (TableUse use : uses) {
      if (use.meaning() instanceof Catalogue.Base) {
        replacements.add(new Replacement(use.span(), names.apply(use), true));
      } else if (use.meaning() instanceof Catalogue.Other) {
        SystemTableText.of(use, text, dialect)
            .ifPresent(sql -> replacements.add(new Replacement(use.span(), sql, true)));
      }
    }
    qualifiers(uses);
    systemColumns(uses, names);
    switch (dialect.engine()) {
      case MYSQL -> {}
      case POSTGRESQL ->
          SizeCalls.in(text.tokens(), dialect)
              .forEach(part -> replacements.add(new Replacement(part.span(), part.by(), true)));
    }
    slots();
    return this;
  }

  static int partitions(Catalogue catalogue, String database) {
    return Objects.requireNonNull(catalogue.snapshot().databases().get(database))
        .partitionMap()
        .count();
  }

  private void systemColumns(List<TableUse> uses, Function<TableUse, LeafSql> names) {
    for (Reference column : SystemColumns.in(text.tokens(), uses, dialect.engine())) {
      Catalogue.Base base = base(column.use());
      LeafSql table = names.apply(column.use());
      boolean scratch =
          table.parts().stream()
              .anyMatch(
                  part ->
                      part instanceof LeafSql.Scratch || part instanceof LeafSql.PartitionScratch);
      LeafSql by =
          scratch
              ? SystemColumnText.inScratch(column)
              : table.perPartition()
                  ? SystemColumnText.onPartition(
                      column, base, partitions.applyAsInt(base.database()), dialect)
                  : SystemColumnText.onShell(column, base, dialect);
      replace(column.span(), by);
    }
  }

  /** Makes the present time the same on all leaves. */
  Splice atOneInstant() {
    if (dialect.engine() == Engine.POSTGRESQL) {
      PresentTime.calls(text.tokens()).forEach(call -> replace(call.span(), call.by()));
    }
    return this;
  }

  /** Replaces a further span. */
  Splice replace(Span span, LeafSql by) {
    replacements.removeIf(
        other ->
            span.contains(other.span())
                && !(span.start() == span.end() && other.span().start() < other.span().end()));
    replacements.add(new Replacement(span, by, false));
    return this;
  }

  Splice replace(Span span, String by) {
    return replace(span, LeafSql.of(by));
  }

  /** Puts something in at an offset. */
  Splice insert(int offset, LeafSql what) {
    replacements.add(new Replacement(new Span(offset, offset), what, false));
    return this;
  }

  LeafSql build() {
    return build(new Span(0, text.text().length()));
  }

  /** A part of the text with its replacements. */
  LeafSql build(Span part) {
    List<Replacement> inOrder = labels(part);
    for (Replacement replacement : replacements) {
      if (part.contains(replacement.span())) {
        inOrder.add(replacement);
      }
    }
    inOrder.sort(
        Comparator.comparingInt((Replacement r) -> r.span().start())
            .thenComparingInt(r -> r.span().end()));
    LeafSql.Builder out = new LeafSql.Builder();
    int at = part.start();
    for (Replacement replacement : inOrder) {
      if (replacement.span().start() < at) {
        throw new IllegalStateException("two replacements overlap at " + replacement.span());
      }
      out.text(text.text().substring(at, replacement.span().start()));
      out.all(replacement.by());
      at = replacement.span().end();
    }
    return out.text(text.text().substring(at, part.end())).build();
  }

  /** Names an item of the select list that has no name by the text that the user wrote. */
  Splice label(Span item) {
    labelled.add(item);
    return this;
  }

  /**
   * MySQL calls a column without a name by the text of its item. So an item that is written
   * otherwise gets the user's text as its name.
   */
  private List<Replacement> labels(Span part) {
    List<Replacement> labels = new ArrayList<>();
    if (dialect.engine() != Engine.MYSQL) {
      return labels;
    }
    for (Span item : UnnamedItems.in(text.tokens())) {
      boolean inside = part.contains(item) && part.start() < item.start();
      if (inside && (labelled.contains(item) || isRewritten(item))) {
        LeafSql name = Slots.in(text.tokens(), item.start(), item.end());
        LeafSql label = new LeafSql.Builder().text(" AS ").part(new LeafSql.Label(name)).build();
        labels.add(new Replacement(new Span(item.end(), item.end()), label, false));
      }
    }
    return labels;
  }

  /** Whether an item keeps what it means and not all of its words. */
  private boolean isRewritten(Span item) {
    boolean rewritten = false;
    for (Replacement replacement : replacements) {
      Span span = replacement.span();
      boolean empty = span.start() == span.end();
      if (!replacement.own() && !empty && span.start() < item.end() && item.start() < span.end()) {
        return false;
      }
      boolean slot =
          replacement.by().parts().stream().allMatch(part -> part instanceof LeafSql.SlotText)
              && !replacement.by().parts().isEmpty();
      rewritten |= replacement.own() && !slot && item.contains(span);
    }
    return rewritten;
  }

  /** The numbered parameters of the shape's text. */
  private void slots() {
    Tokens tokens = text.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.PARAMETER) && tokens.end(i) > tokens.start(i) + 1) {
        int number = Integer.parseInt(tokens.text(i).substring(1));
        replacements.add(
            new Replacement(
                new Span(tokens.start(i), tokens.end(i)),
                new LeafSql(List.of(new LeafSql.SlotText(number))),
                true));
      }
    }
  }

  /** {@code shop.t.a} and {@code shop.t.*} become {@code t.a} and {@code t.*}. */
  private void qualifiers(List<TableUse> uses) {
    Tokens tokens = text.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.isIdentifier(i)
          || tokens.isKind(i - 1, TokenKind.DOT)
          || !tokens.isKind(i + 1, TokenKind.DOT)
          || !tokens.isIdentifier(i + 2)
          || !tokens.isKind(i + 3, TokenKind.DOT)) {
        continue;
      }
      String qualifier = tokens.identifier(i);
      String table = tokens.identifier(i + 2);
      int start = tokens.start(i);
      boolean names =
          uses.stream()
              .anyMatch(use -> use.name().equals(table) && qualifier.equals(qualifier(use)));
      if (names && uses.stream().noneMatch(use -> use.span().start() == start)) {
        replacements.add(
            new Replacement(new Span(start, tokens.start(i + 2)), LeafSql.of(""), true));
      }
    }
  }

  /** What an application may write before a table's name that a leaf does not know it by. */
  private @Nullable String qualifier(TableUse use) {
    if (use.meaning() instanceof Catalogue.Base base) {
      return switch (dialect.engine()) {
        case MYSQL -> base.database();
        case POSTGRESQL -> "public";
      };
    }
    return SystemTableText.of(use, text, dialect).isPresent()
        ? text.tokens().identifier(text.tokenAt(use.span().start()))
        : null;
  }
}
