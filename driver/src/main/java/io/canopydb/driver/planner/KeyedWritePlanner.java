package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Locality;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.KeyedWrite;
import io.canopydb.driver.plan.KeyedWrite.KeyedTarget;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.RefusedWrite;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.plan.Write;
import io.canopydb.driver.plan.WriteNode;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Plans an UPDATE or DELETE whose rows are found in several partitions at once: with joins,
 * subqueries or LIMIT. The statement becomes the query of the same tables and conditions; where
 * that query's rows stay within partitions the statement is theirs as it is, else the rows that the
 * query finds are written by their primary keys.
 */
final class KeyedWritePlanner {
  /** The address of a row, as a column. */
  private static final List<String> ADDRESS = List.of("ctid");

  private final Question question;
  private final NestedPlanner others;
  private final Names names;
  private final Tokens tokens;

  KeyedWritePlanner(Question question, NestedPlanner others) {
    this.question = question;
    this.others = others;
    this.names = new Names(question.dialect().engine());
    this.tokens = question.text().tokens();
  }

  /**
   * The tables that MySQL's UPDATE or DELETE of joined tables writes; empty where that is not sure.
   */
  List<TableUse> targets() {
    Set<TableUse> found = new LinkedHashSet<>();
    WriteText text = WriteText.of(question.text(), question.dialect().engine()).orElse(null);
    if (text == null) {
      return List.of();
    }
    for (Span name : text.deleted()) {
      found.add(byName(text, tokens.identifier(question.text().tokenAt(name.end()) - 1)));
    }
    for (WriteText.Assignment assignment : text.assignments()) {
      found.add(owner(text, assignment.column()));
    }
    return found.contains(null) ? List.of() : List.copyOf(found);
  }

  /**
   * The plan.
   *
   * @param targets the tables that are written
   * @return null where the statement has a form that can't be planned so
   */
  @Nullable WriteNode plan(List<TableUse> targets) throws SQLException {
    WriteText text = WriteText.of(question.text(), question.dialect().engine()).orElse(null);
    if (text == null || targets.isEmpty() || question.hasTemporary()) {
      return null;
    }
    String from = from(text);
    boolean together = targets.stream().anyMatch(target -> together(text, targets, target));
    WriteNode local = together ? null : local(text, targets, from);
    if (local != null) {
      return local;
    }
    if (text.ignore()) {
      return new RefusedWrite(
          "UPDATE IGNORE or DELETE IGNORE of rows that several partitions find together",
          "leave IGNORE out");
    }
    return keyed(text, targets, from);
  }

  /** Whether rows of a target may move to other partitions, or have lookup tables that follow. */
  private boolean together(WriteText text, List<TableUse> targets, TableUse target) {
    return moves(text, targets, target)
        || (target.meaning() instanceof Catalogue.Base base
            && LookupWrites.of(question.dialect(), base, set(text, targets, target)).first()
                != null);
  }

  /** The columns that a statement sets in one of its targets; null where it deletes. */
  private @Nullable Set<String> set(WriteText text, List<TableUse> targets, TableUse target) {
    if (text.assignments().isEmpty()) {
      return null;
    }
    Set<String> columns = new HashSet<>();
    for (WriteText.Assignment assignment : text.assignments()) {
      if (targets.size() == 1 || target.equals(owner(text, assignment.column()))) {
        columns.add(column(assignment));
      }
    }
    return columns;
  }

  private String column(WriteText.Assignment assignment) {
    return tokens.identifier(question.text().tokenAt(assignment.column().end()) - 1);
  }

  /** Whether the statement sets the shard key of a table, so that rows of it may move. */
  private boolean moves(WriteText text, List<TableUse> targets, TableUse target) {
    return text.assignments().stream()
        .anyMatch(
            assignment ->
                (targets.size() == 1 || target.equals(owner(text, assignment.column())))
                    && ofShardKey(target, assignment.column()));
  }

  private boolean ofShardKey(TableUse target, Span column) {
    return target.meaning() instanceof Catalogue.Base base
        && base.table().distribution() instanceof Distribution.Sharded sharded
        && sharded.columns().stream().anyMatch(key -> same(key, column));
  }

  /** The tables that the statement reads rows of, those in subqueries apart. */
  private List<TableUse> joined(WriteText text) {
    Span sources = text.sources();
    return question.analysis().uses().stream()
        .filter(use -> use.meaning() instanceof Catalogue.Base)
        .filter(use -> sources != null && sources.contains(use.span()))
        .filter(use -> tokens.depth(question.text().tokenAt(use.span().start())) == 0)
        .toList();
  }

  private @Nullable TableUse byName(WriteText text, String name) {
    TableUse found = null;
    for (TableUse use : joined(text)) {
      int next = question.text().tokenAt(use.span().end());
      int alias = tokens.is(next, "AS") ? next + 1 : next;
      String known = use.aliased() ? tokens.identifier(alias) : use.name();
      if (known.equals(name)) {
        if (found != null) {
          return null;
        }
        found = use;
      }
    }
    return found;
  }

  /** The table of a column that SET names; null where that is not sure. */
  private @Nullable TableUse owner(WriteText text, Span column) {
    int last = question.text().tokenAt(column.end()) - 1;
    if (tokens.isKind(last - 1, TokenKind.DOT)) {
      return byName(text, tokens.identifier(last - 2));
    }
    TableUse found = null;
    for (TableUse use : joined(text)) {
      if (use.meaning() instanceof Catalogue.Base base
          && base.table().columns().stream().anyMatch(c -> same(c.name(), column))) {
        if (found != null) {
          return null;
        }
        found = use;
      }
    }
    return found;
  }

  private boolean same(String name, Span column) {
    int last = question.text().tokenAt(column.end()) - 1;
    return names.stored(name).equals(names.stored(tokens.identifier(last)));
  }

  /** The tables of the query, as they stand behind its FROM. */
  private String from(WriteText text) {
    String sql = tokens.text();
    Span target = text.target();
    Span sources = text.sources();
    return switch (question.dialect().engine()) {
      case MYSQL -> sources == null ? "" : sources.of(sql);
      case POSTGRESQL ->
          (target == null ? "" : target.of(sql)) + (sources == null ? "" : ", " + sources.of(sql));
    };
  }

  private String select(WriteText text, String list, String from) {
    Span with = text.with();
    Span tail = text.tail();
    String sql = tokens.text();
    return (with == null ? "" : with.of(sql) + " ")
        + "SELECT "
        + list
        + " FROM "
        + from
        + (tail == null ? "" : " " + tail.of(sql));
  }

  /** The statement as it is, where each partition finds its own rows; else null. */
  private @Nullable WriteNode local(WriteText text, List<TableUse> targets, String from) {
    String database = question.database();
    if (database == null || text.limited() || !targets.stream().allMatch(TableUse::sharded)) {
      return null;
    }
    StringBuilder values = new StringBuilder("1");
    text.assignments().forEach(set -> values.append(", ").append(value(set)));
    Span returning = text.returning();
    values.append(returning == null ? "" : ", " + returning.of(tokens.text()));
    StatementText query =
        StatementText.parse(select(text, values.toString(), from), tokens.rules());
    Analysis analysis = Analysis.of(query, question.catalogue(), question.aggregates());
    if (!(analysis.locality() instanceof Locality.Local)) {
      return null;
    }
    Question asked = question.about(query, analysis);
    Target target = new Target.Partitions(database, asked.anyChoice());
    boolean instant = VolatileFunctions.presentIn(tokens);
    boolean rows = returning != null;
    Write one = new Write(question.onPartition().build(), target, rows, instant);
    Write many = new Write(question.onPartition().atOneInstant().build(), target, rows, instant);
    return asked.choices().stream().allMatch(PartitionChoice::prunes)
        ? new OneOrManyWrite(database, asked.choices(), one, many)
        : many;
  }

  /** What a query can select of an assignment. */
  private String value(WriteText.Assignment assignment) {
    String value = assignment.value().of(tokens.text());
    return isDefault(assignment) ? "NULL" : assignment.ofRow() ? "EXISTS " + value : value;
  }

  private boolean isDefault(WriteText.Assignment assignment) {
    int first = question.text().tokenAt(assignment.value().start());
    return tokens.is(first, "DEFAULT") && tokens.end(first) == assignment.value().end();
  }

  private WriteNode keyed(WriteText text, List<TableUse> targets, String from) throws SQLException {
    List<String> cells = new ArrayList<>();
    List<KeyedTarget> keyed = new ArrayList<>();
    boolean alone = alone(text, targets);
    boolean locks = false;
    boolean foretold = false;
    for (TableUse target : targets) {
      Catalogue.Base base = (Catalogue.Base) target.meaning();
      boolean moves = moves(text, targets, target);
      List<String> identity = identity(base.table(), question.dialect().engine());
      if (identity.isEmpty()) {
        return new RefusedWrite(
            "a write to '"
                + base.table().name()
                + "', which has no primary key, of rows that several partitions find together",
            "add a primary key, or a condition on the whole shard key");
      }
      LookupWrites lookups = LookupWrites.of(question.dialect(), base, set(text, targets, target));
      locks |= lookups.first() != null;
      WrittenTable written =
          new WrittenTable(
              question,
              base,
              identity,
              alias(target),
              cells.size(),
              moves,
              identity.equals(ADDRESS),
              lookups);
      cells.addAll(written.cells());
      lookups.addCells(cells, alias(target));
      Map<String, Integer> keyCells = new HashMap<>();
      LeafSql.Builder set = new LeafSql.Builder();
      String separator = "";
      Set<String> changed = new HashSet<>();
      AssignedRow row = null;
      for (WriteText.Assignment assignment : text.assignments()) {
        if (targets.size() > 1 && !target.equals(owner(text, assignment.column()))) {
          continue;
        }
        String column = column(assignment);
        set.text(separator + question.dialect().quoteName(column) + " = ");
        separator = ", ";
        boolean ofKey = ofShardKey(target, assignment.column());
        boolean looked = lookups.has(column);
        if ((ofKey || looked) && isDefault(assignment)) {
          return new RefusedWrite(
              "DEFAULT as the new value of a " + (ofKey ? "shard" : "GLOBAL") + " key",
              "write the value");
        }
        if ((ofKey || looked) && assignment.ofRow()) {
          return new RefusedWrite(
              "a shard key or a GLOBAL key that a query of several columns sets",
              "set it by a query of its own");
        }
        if (assignment.ofRow()) {
          if (assignment.place() == 0 || row == null) {
            row = row(text, assignment, from, cells.size());
            cells.add(row.selected());
          }
          set.all(row.value(assignment.place()));
        } else if (isDefault(assignment)) {
          set.text("DEFAULT");
        } else if (alone && !ofKey && !looked && !hasSubquery(assignment.value())) {
          set.all(question.onPartition().atOneInstant().build(assignment.value()));
        } else {
          if (alone && inTurn() && namesAny(assignment.value(), changed)) {
            return new RefusedWrite(
                "a shard key, a GLOBAL key or a subquery in SET that is computed from a column that"
                    + " the statement has set before it",
                "run two statements");
          }
          if (ofKey) {
            keyCells.put(names.stored(column), cells.size());
          }
          set.part(new LeafSql.RowValue(cells.size()));
          lookups.assigned(column, cells.size());
          cells.add(assignment.value().of(tokens.text()));
        }
        changed.add(names.stored(column));
      }
      ReturnedList returned = new ReturnedList(question, text, base.table(), alias(target), alone);
      LeafSql returning = returned.build(cells);
      foretold |= returned.foretold();
      if (returning == null && text.returning() != null) {
        return new RefusedWrite(
            "RETURNING of this form in a write of rows that several partitions find together",
            "read the rows first, and write them");
      }
      keyed.add(
          written.keyed(
              others, text.assignments().isEmpty() ? null : set.build(), keyCells, returning));
    }
    String select = select(text, String.join(", ", cells), from);
    Plan<ReadNode> query = others.query(select + (locks && alone ? " FOR UPDATE" : ""));
    if (locks && alone && query.root() instanceof Refused) {
      query = others.query(select);
    }
    return query.root() instanceof Refused refused
        ? new RefusedWrite(refused.why())
        : new KeyedWrite(
            query.root(),
            cells.size(),
            keyed,
            VolatileFunctions.presentIn(tokens),
            text.returning() != null,
            foretold);
  }

  private AssignedRow row(WriteText text, WriteText.Assignment assignment, String from, int cell)
      throws SQLException {
    Span with = text.with();
    int width =
        (int)
            text.assignments().stream()
                .filter(other -> other.value().equals(assignment.value()))
                .count();
    AssignedRow.Around around =
        new AssignedRow.Around(with == null ? "" : with.of(tokens.text()) + " ", from);
    return new AssignedRow(question, assignment.value().of(tokens.text()), around, width, cell);
  }

  /** Whether an assignment sees what the statement has set before it. */
  private boolean inTurn() {
    return switch (question.dialect().engine()) {
      case MYSQL -> true;
      case POSTGRESQL -> false;
    };
  }

  /** A key by which a row can be found again, where it lies. */
  static Optional<UniqueKey> uniqueKey(Table table) {
    return table.uniqueKeys().stream()
        .filter(key -> !key.global() && key.namesRows(table.columns()))
        .findFirst();
  }

  /**
   * The columns by which rows are found again. Where no key is unique they are found by their
   * address on PostgreSQL. On MySQL a row may be missing in a join, which a digest could not tell
   * from one of NULLs.
   *
   * @return empty where they can't be found
   */
  private static List<String> identity(Table table, Engine engine) {
    Optional<UniqueKey> unique = uniqueKey(table);
    if (unique.isPresent()) {
      return unique.get().columns();
    }
    return switch (engine) {
      case MYSQL -> List.of();
      case POSTGRESQL ->
          table.distribution() instanceof Distribution.Reference ? List.of() : ADDRESS;
    };
  }

  private boolean hasSubquery(Span part) {
    return tokensOf(part).anyMatch(i -> tokens.is(i, "SELECT"));
  }

  private boolean namesAny(Span part, Set<String> columns) {
    return tokensOf(part)
        .anyMatch(
            i -> tokens.isIdentifier(i) && columns.contains(names.stored(tokens.identifier(i))));
  }

  /** Whether the target is the only table outside of subqueries. */
  private boolean alone(WriteText text, List<TableUse> targets) {
    Span sources = text.sources();
    return targets.size() == 1
        && (sources == null
            || (question.dialect().engine() == Engine.MYSQL
                && tokensOf(sources).noneMatch(this::joins)));
  }

  private boolean joins(int i) {
    return tokens.isKind(i, TokenKind.COMMA)
        || tokens.isKind(i, TokenKind.OPEN)
        || tokens.isAny(i, "JOIN", "STRAIGHT_JOIN");
  }

  private IntStream tokensOf(Span part) {
    return IntStream.range(
        question.text().tokenAt(part.start()), question.text().tokenAt(part.end()));
  }

  private String alias(TableUse use) {
    int next = question.text().tokenAt(use.span().end());
    return use.aliased()
        ? tokens.text(tokens.is(next, "AS") ? next + 1 : next)
        : question.dialect().quoteName(use.name());
  }
}
