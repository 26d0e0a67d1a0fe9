package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The plan that is always right: of each sharded table the columns that the statement names, and
 * the rows that its conditions leave, are shipped to one leaf, and the user's own statement runs
 * there.
 */
final class GatherPlanner {
  private final Question question;
  private final Names names;
  private final ScratchIndexes indexes;

  GatherPlanner(Question question) {
    this.question = question;
    this.names = new Names(question.dialect().engine());
    this.indexes = new ScratchIndexes(question);
  }

  PlanNode plan() {
    if (locks()) {
      return new Refused(
          "locking rows (FOR UPDATE, FOR SHARE) in a query that needs several partitions at once",
          "lock the rows of one table by its shard key first");
    }
    List<Gather.Ship> ships = new ArrayList<>();
    Map<Integer, Integer> idsByUse = new HashMap<>();
    for (TableUse use : question.sharded()) {
      int id = ships.size();
      idsByUse.put(use.id(), id);
      ships.add(ship(id, use));
    }
    Splice finish =
        Splice.with(
            question.text(),
            question.analysis().uses(),
            question.dialect(),
            use -> {
              Integer id = idsByUse.get(use.id());
              return id == null
                  ? Splice.onShell(use, question.dialect())
                  : scratch(new LeafSql.Scratch(id), use.name(), use.aliased(), question.dialect());
            });
    return switch (question.dialect().engine()) {
      case POSTGRESQL -> new Gather(ships, List.of(), finish.build());
      case MYSQL -> new CommonTableCopies(question, ships).plan(finish);
    };
  }

  /** A scratch table in place of one that the statement names. */
  static LeafSql scratch(LeafSql.Part table, String name, boolean aliased, Dialect dialect) {
    LeafSql.Builder sql = new LeafSql.Builder().part(table);
    return aliased ? sql.build() : sql.text(" AS " + dialect.quoteName(name)).build();
  }

  private boolean locks() {
    Tokens tokens = question.text().tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if ((tokens.is(i, "FOR")
              && tokens.isAny(i + 1, "UPDATE", "SHARE", "NO", "KEY")
              && !tokens.isKind(i + 2, TokenKind.OPEN))
          || tokens.is(i, "LOCK", "IN", "SHARE", "MODE")) {
        return true;
      }
    }
    return false;
  }

  /** How the rows of a table get into a scratch table. */
  Gather.Ship ship(int id, TableUse use) {
    return ship(id, use, List.of());
  }

  /**
   * Likewise.
   *
   * @param further expressions over the table that each row has behind its columns
   */
  Gather.Ship ship(int id, TableUse use, List<String> further) {
    Catalogue.Base base = (Catalogue.Base) use.meaning();
    Table table = base.table();
    List<String> columns = columns(table);
    StringBuilder list = new StringBuilder();
    for (String column : columns) {
      list.append(list.length() == 0 ? "" : ", ").append(question.dialect().quoteName(column));
    }
    String quoted = question.dialect().quoteName(table.name());
    LeafSql.Builder rows =
        new LeafSql.Builder()
            .text("SELECT " + list)
            .text(further.isEmpty() ? "" : ", " + String.join(", ", further))
            .text(" FROM ")
            .part(new LeafSql.Namespace(base.database()))
            .text("." + quoted);
    if (use.aliased()) {
      rows.text(" AS " + alias(use));
    }
    conditions(use, rows);
    LeafSql shape =
        LeafSql.of(
            "SELECT "
                + list
                + " FROM "
                + Splice.shellName(base.database(), table.name(), question.dialect()));
    List<String> primaryKey = primaryKey(table, columns);
    return new Gather.Ship(
        id,
        new Route(
            rows.build(),
            new Target.Partitions(base.database(), question.choice(use)),
            LeafSql.of("")),
        shape,
        columns,
        primaryKey,
        indexes.of(table, columns, primaryKey));
  }

  /** As written, for conditions name it. */
  private String alias(TableUse use) {
    Tokens tokens = question.text().tokens();
    int at = question.text().tokenAt(use.span().end());
    return tokens.text(tokens.is(at, "AS") ? at + 1 : at);
  }

  private void conditions(TableUse use, LeafSql.Builder rows) {
    String joint = " WHERE ";
    Tokens tokens = question.text().tokens();
    for (Span condition : question.analysis().conditions().getOrDefault(use.id(), List.of())) {
      if (!VolatileFunctions.eachCallIn(Lexer.lex(condition.of(tokens.text()), tokens.rules()))) {
        rows.text(joint + "(").all(question.onPartition().build(condition)).text(")");
        joint = " AND ";
      }
    }
  }

  private static List<String> primaryKey(Table table, List<String> columns) {
    for (UniqueKey key : table.uniqueKeys()) {
      if (key.primary() && columns.containsAll(key.columns())) {
        return key.columns();
      }
    }
    return List.of();
  }

  /** The columns whose names occur in the statement: too many at times, never too few. */
  List<String> columns(Table table) {
    Tokens tokens = question.text().tokens();
    Set<String> words = new HashSet<>();
    boolean all = false;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isIdentifier(i)) {
        words.add(names.stored(tokens.identifier(i)));
        all |= tokens.is(i, "NATURAL");
      } else if (tokens.isOperator(i, "*")) {
        boolean counts =
            tokens.isKind(i - 1, TokenKind.OPEN) && tokens.isKind(i + 1, TokenKind.CLOSE);
        boolean star =
            tokens.isKind(i - 1, TokenKind.DOT)
                || tokens.isKind(i - 1, TokenKind.COMMA)
                || tokens.isAny(i - 1, "SELECT", "DISTINCT", "ALL", "DISTINCTROW", "STRAIGHT_JOIN")
                || (tokens.isKind(i - 1, TokenKind.CLOSE) && tokens.is(i + 1, "FROM"));
        all |= star && !counts;
      }
    }
    all |= wholeRow(table);
    List<String> named = new ArrayList<>();
    for (Column column : table.columns()) {
      if (all || words.contains(names.stored(column.name()))) {
        named.add(column.name());
      }
    }
    if (named.isEmpty()) {
      named.add(table.columns().get(0).name());
    }
    return named;
  }

  /** PostgreSQL: the alias of a table as a value means its whole row. */
  boolean wholeRow(Table table) {
    boolean[] found = {false};
    question
        .text()
        .forEachNode(
            "Column",
            node -> {
              if (node.jjtGetValue() instanceof net.sf.jsqlparser.schema.Column column
                  && column.getTable() == null) {
                String name = names.column(column.getColumnName());
                boolean known =
                    question.analysis().uses().stream()
                        .anyMatch(
                            use ->
                                use.meaning() instanceof Catalogue.Base base
                                    && base.table().columns().stream()
                                        .anyMatch(c -> names.stored(c.name()).equals(name)));
                found[0] |= !known && table.column(name).isEmpty();
              }
            });
    return switch (question.dialect().engine()) {
      case MYSQL -> false;
      case POSTGRESQL -> found[0];
    };
  }
}
