package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.KeyTie;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.SystemColumns;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.KeptKeys;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the rows of tables get into scratch tables: of each table the columns that the statement
 * names, and the rows that its conditions leave. A row that must equal one of a reference table is
 * read only if there is such a one. Small tables go first; of a large one that must equal a small
 * one in some column only rows with the values that the small one was found to have.
 */
final class ShipPlanner {
  /** Keys of a table are kept only where that leaves less than this part of another. */
  private static final double WORTH = 0.5;

  private final Question question;
  private final ScratchIndexes indexes;
  private final TableNeeds needs;

  ShipPlanner(Question question, TableNeeds needs) {
    this.question = question;
    this.indexes = new ScratchIndexes(question);
    this.needs = needs;
  }

  /**
   * A table that is to be shipped.
   *
   * @param id the number of the scratch table
   * @param further expressions over the table that each row has behind its columns
   */
  record Shipped(TableUse use, int id, List<String> further) {}

  /** The ships, in the order in which they sail. */
  List<Gather.Ship> ships(List<Shipped> tables) {
    if (tables.size() == 1) {
      return List.of(ship(tables.get(0), List.of(), List.of()));
    }
    List<Shipped> smallestFirst = new ArrayList<>(tables);
    smallestFirst.sort(Comparator.comparingDouble(table -> needs.rows(table.use())));
    Map<Integer, List<LeafSql.AmongKeys>> reduced = new HashMap<>();
    Map<Integer, Set<Integer>> kept = new HashMap<>();
    Map<Integer, Shipped> before = new LinkedHashMap<>();
    for (Shipped table : smallestFirst) {
      List<LeafSql.AmongKeys> conditions = amongKeys(table, before);
      conditions.forEach(
          condition ->
              kept.computeIfAbsent(condition.keys().ship(), id -> new TreeSet<>())
                  .add(condition.keys().column()));
      reduced.put(table.id(), conditions);
      before.put(table.use().id(), table);
    }
    List<Gather.Ship> ships = new ArrayList<>();
    for (Shipped table : smallestFirst) {
      ships.add(
          ship(
              table,
              reduced.getOrDefault(table.id(), List.of()),
              List.copyOf(kept.getOrDefault(table.id(), Set.of()))));
    }
    return ships;
  }

  /** For each column of a table the smallest table before it that it must equal. */
  private List<LeafSql.AmongKeys> amongKeys(Shipped table, Map<Integer, Shipped> before) {
    Map<String, LeafSql.AmongKeys> byColumn = new LinkedHashMap<>();
    for (Shipped other : before.values()) {
      if (needs.rows(other.use()) > needs.rows(table.use()) * WORTH) {
        continue;
      }
      List<String> columns = needs.columns(other.use());
      for (KeyTie tie : needs.ties(table.use())) {
        int position = position(columns, tie.otherColumn());
        if (tie.other() == other.use().id() && position >= 0) {
          String column = column(table.use(), tie.column());
          byColumn.putIfAbsent(
              column, new LeafSql.AmongKeys(column, new KeptKeys(other.id(), position)));
        }
      }
    }
    return List.copyOf(byColumn.values());
  }

  /** That a row equals one of a reference table, which lies on its leaf, and of few rows there. */
  private List<LeafSql> amongReferences(TableUse use) {
    List<LeafSql> conditions = new ArrayList<>();
    for (KeyTie tie : needs.ties(use)) {
      for (TableUse other : question.analysis().uses()) {
        List<LeafSql> of = other.id() == tie.other() ? conditions(other) : List.of();
        if (other.reference() && !of.isEmpty()) {
          conditions.add(
              new LeafSql.Builder()
                  .text(column(use, tie.column()) + " IN (SELECT ")
                  .text(column(other, tie.otherColumn()) + " FROM ")
                  .all(Splice.onShell(other, question.dialect()))
                  .text(other.aliased() ? " AS " + alias(other) : "")
                  .all(where(of))
                  .text(")")
                  .build());
        }
      }
    }
    return conditions;
  }

  private String column(TableUse use, String name) {
    return question
        .dialect()
        .quoteName(base(use).table().column(name).map(Column::name).orElseThrow());
  }

  private static LeafSql where(List<LeafSql> conditions) {
    LeafSql.Builder all = new LeafSql.Builder();
    String joint = " WHERE ";
    for (LeafSql condition : conditions) {
      all.text(joint).all(condition);
      joint = " AND ";
    }
    return all.build();
  }

  private static int position(List<String> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private Gather.Ship ship(Shipped shipped, List<LeafSql.AmongKeys> among, List<Integer> kept) {
    TableUse use = shipped.use();
    Catalogue.Base base = base(use);
    Table table = base.table();
    List<String> columns = needs.columns(use);
    StringBuilder list = new StringBuilder();
    StringBuilder carried = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      String name = question.dialect().quoteName(columns.get(i));
      String separator = i == 0 ? "" : ", ";
      list.append(separator).append(name);
      Column column = table.column(columns.get(i)).orElseThrow();
      // Keys that are kept are compared as they are.
      carried
          .append(separator)
          .append(kept.contains(i) ? name : CarriedColumn.sql(column, name, question.dialect()));
    }
    LeafSql.Builder rows = new LeafSql.Builder().text("SELECT " + carried);
    List<String> names = new ArrayList<>(columns);
    for (SystemColumns.Reference system : systemColumns(use)) {
      String name = question.dialect().quoteName(system.shipped());
      rows.text(", ").all(onPartition(system, base)).text(" AS " + name);
      list.append(", ").append(SystemColumnText.shape(system, name));
      names.add(system.shipped());
    }
    shipped.further().forEach(expression -> rows.text(", " + expression));
    rows.text(only(use) ? " FROM ONLY " : " FROM ")
        .part(new LeafSql.Namespace(base.database()))
        .text("." + question.dialect().quoteName(table.name()));
    if (use.aliased()) {
      rows.text(" AS " + alias(use));
    }
    List<LeafSql> conditions = new ArrayList<>(conditions(use));
    conditions.addAll(amongReferences(use));
    among.forEach(condition -> conditions.add(new LeafSql(List.of(condition))));
    rows.all(where(conditions));
    LeafSql shape =
        LeafSql.of(
            "SELECT "
                + list
                + " FROM "
                + Splice.shellName(base.database(), table.name(), question.dialect()));
    List<String> primaryKey = primaryKey(table, columns);
    return new Gather.Ship(
        shipped.id(),
        new Route(
            rows.build(),
            new Target.Partitions(base.database(), question.choice(use)),
            LeafSql.of("")),
        shape,
        names,
        primaryKey,
        indexes.of(table, columns, primaryKey),
        kept);
  }

  /** Those that are named of a table, each once. */
  private List<SystemColumns.Reference> systemColumns(TableUse use) {
    Map<String, SystemColumns.Reference> named = new LinkedHashMap<>();
    for (SystemColumns.Reference column : question.systemColumns()) {
      if (column.use().equals(use)) {
        named.putIfAbsent(column.column(), column);
      }
    }
    return List.copyOf(named.values());
  }

  private LeafSql onPartition(SystemColumns.Reference column, Catalogue.Base base) {
    int partitions = Splice.partitions(question.catalogue(), base.database());
    return SystemColumnText.onPartition(column.unqualified(), base, partitions, question.dialect());
  }

  private static Catalogue.Base base(TableUse use) {
    return (Catalogue.Base) use.meaning();
  }

  /** Whether the rows of tables that are parts of this one don't count. */
  private boolean only(TableUse use) {
    StatementText text = question.text();
    return text.tokens().is(text.tokenAt(use.span().start()) - 1, "ONLY");
  }

  /** As written, for conditions name it. */
  private String alias(TableUse use) {
    Tokens tokens = question.text().tokens();
    int at = question.text().tokenAt(use.span().end());
    return tokens.text(tokens.is(at, "AS") ? at + 1 : at);
  }

  private List<LeafSql> conditions(TableUse use) {
    Tokens tokens = question.text().tokens();
    List<LeafSql> conditions = new ArrayList<>();
    for (Span condition : question.analysis().conditions().getOrDefault(use.id(), List.of())) {
      if (!VolatileFunctions.eachCallIn(Lexer.lex(condition.of(tokens.text()), tokens.rules()))) {
        conditions.add(
            new LeafSql.Builder()
                .text("(")
                .all(question.onPartition().build(condition))
                .text(")")
                .build());
      }
    }
    return conditions;
  }

  private static List<String> primaryKey(Table table, List<String> columns) {
    for (UniqueKey key : table.uniqueKeys()) {
      if (key.primary() && columns.containsAll(key.columns())) {
        return key.columns();
      }
    }
    return List.of();
  }
}
