package io.canopydb.it.fuzz;

import io.canopydb.it.fuzz.Scope.Visible;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes random FROM clauses. */
final class FromClauses {
  private final FuzzSchema schema;
  private final Dice dice;
  private final Queries queries;
  private final Expressions expressions;
  private int aliases;

  FromClauses(FuzzSchema schema, Dice dice, Queries queries, Expressions expressions) {
    this.schema = schema;
    this.dice = dice;
    this.queries = queries;
    this.expressions = expressions;
  }

  /**
   * A FROM.
   *
   * @param where a condition that holds its sources together; null for none
   */
  record From(Node node, Scope scope, @Nullable Node where) {}

  private record Source(Node node, Scope scope, List<String> names) {}

  From from(int depth, @Nullable Scope outer) {
    int roll = dice.below(100);
    int count = depth <= 0 ? (roll < 70 ? 1 : 2) : roll < 40 ? 1 : roll < 75 ? 2 : 3;
    Source first = source(depth, null, outer);
    Node node = first.node();
    Scope scope = new Scope(first.scope().columns(), outer);
    // A comma binds looser than JOIN: an ON can't name what stands before one.
    Scope joined = scope;
    List<String> names = new ArrayList<>(first.names());
    List<Node> conditions = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      boolean lateral = depth > 0 && dice.chance(7);
      Source next = lateral ? lateral(depth, scope) : source(depth, scope, outer);
      Scope both = scope.and(next.scope());
      if (lateral) {
        // MySQL itself makes 0000-00-00 of the NULL dates of a LEFT JOIN LATERAL.
        String kind = schema.engine() == Engine.MYSQL || dice.chance(50) ? " JOIN " : " LEFT JOIN ";
        node = Node.of("from", node, kind, next.node(), " ON 1 = 1");
      } else if (dice.chance(15)) {
        node = Node.of("from", node, ", ", next.node());
        if (dice.chance(85)) {
          conditions.add(equality(scope, next.scope()));
        }
        joined = new Scope(List.of(), outer);
      } else {
        node = join(node, next, joined, i == 1 ? names : List.of());
      }
      joined = joined.and(next.scope());
      scope = both;
      names.addAll(next.names());
    }
    Node where = conditions.isEmpty() ? null : Node.joined(Sort.BOOL.name(), " AND ", conditions);
    return new From(node, scope, where);
  }

  private Node join(Node left, Source right, Scope leftScope, List<String> names) {
    String kind = kind();
    List<String> common = right.names().stream().filter(names::contains).toList();
    if (!common.isEmpty() && dice.chance(12)) {
      return dice.chance(25)
          ? Node.of(
              "from", left, " NATURAL" + (kind.contains("FULL") ? " JOIN " : kind), right.node())
          : Node.of("from", left, kind, right.node(), " USING (" + dice.one(common) + ")");
    }
    if (dice.chance(3)) {
      return Node.of("from", left, " CROSS JOIN ", right.node());
    }
    Node on = equality(leftScope, right.scope());
    if (!kind.contains("FULL") && dice.chance(30)) {
      on =
          Node.expression(
              Sort.BOOL,
              on,
              " AND ",
              expressions.predicate(1, new Scope(leftScope.and(right.scope()).columns(), null)));
    }
    return Node.of("from", left, kind, right.node(), " ON ", on);
  }

  private String kind() {
    int roll = dice.below(100);
    if (roll < 55) {
      return " JOIN ";
    }
    if (roll < 80) {
      return " LEFT JOIN ";
    }
    return roll < 92 || schema.engine() == Engine.MYSQL ? " RIGHT JOIN " : " FULL JOIN ";
  }

  /** Columns of both sides, of one name if it can be. */
  private Node equality(Scope left, Scope right) {
    List<Node> pairs = new ArrayList<>();
    List<Node> named = new ArrayList<>();
    for (Visible one : left.columns()) {
      for (Visible other : right.columns()) {
        if (one.sort() == other.sort()) {
          Node pair = Node.expression(Sort.BOOL, one.sql(), " = ", other.sql());
          pairs.add(pair);
          if (last(one.sql()).equals(last(other.sql()))) {
            named.add(pair);
          }
        }
      }
    }
    if (pairs.isEmpty()) {
      return Node.expression(Sort.BOOL, "1 = 1");
    }
    return dice.one(!named.isEmpty() && dice.chance(65) ? named : pairs);
  }

  private static String last(String sql) {
    return sql.substring(sql.lastIndexOf('.') + 1);
  }

  private Source source(int depth, @Nullable Scope used, @Nullable Scope outer) {
    int roll = dice.below(100);
    if (roll < 15 && !queries.common().isEmpty()) {
      Queries.Common common = dice.one(queries.common());
      String alias = alias();
      return new Source(
          Node.of("source", common.name() + " " + alias),
          columns(alias, common.sorts()),
          List.of());
    }
    if (roll < 27 && depth > 0) {
      return derived(depth, "", null);
    }
    if (roll < 30) {
      return values();
    }
    FuzzTable table = dice.one(schema.tables());
    boolean bare = used == null && outer == null && dice.chance(20);
    String alias = bare ? table.name() : alias();
    String text = bare ? table.name() : table.name() + dice.word(" ", " AS ") + alias;
    List<Visible> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (FuzzTable.Column column : table.columns()) {
      columns.add(new Visible(alias + "." + column.name(), column.sort()));
      names.add(column.name());
    }
    return new Source(Node.of("source", text), new Scope(columns, null), names);
  }

  private Source lateral(int depth, Scope left) {
    return derived(depth, "LATERAL ", left);
  }

  private Source derived(int depth, String before, @Nullable Scope outer) {
    String alias = alias();
    List<Sort> sorts = queries.sorts(1, 3);
    Node query = queries.subquery(sorts, depth - 1, outer);
    if (dice.chance(20)) {
      List<Visible> columns = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < sorts.size(); i++) {
        names.add("x" + i);
        columns.add(new Visible(alias + ".x" + i, sorts.get(i)));
      }
      Node node =
          Node.of(
              "source",
              before + "(",
              query,
              ") AS " + alias + " (" + String.join(", ", names) + ")");
      return new Source(node, new Scope(columns, null), List.of());
    }
    return new Source(
        Node.of("source", before + "(", query, ") " + alias), columns(alias, sorts), List.of());
  }

  private Source values() {
    String alias = alias();
    List<Sort> sorts = queries.sorts(1, 2);
    List<Node> rows = new ArrayList<>();
    int count = dice.between(1, 4);
    for (int i = 0; i < count; i++) {
      List<Node> row = new ArrayList<>();
      for (Sort sort : sorts) {
        row.add(Node.of("literal", FuzzSchema.value(dice, sort, false)));
      }
      String start = schema.engine() == Engine.MYSQL ? "ROW(" : "(";
      rows.add(Node.of("row", start, Node.joined("list", ", ", row), ")"));
    }
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= sorts.size(); i++) {
      names.add("c" + i);
    }
    Node node =
        Node.of(
            "source",
            "(VALUES ",
            Node.joined("rows", ", ", rows),
            ") AS " + alias + " (" + String.join(", ", names) + ")");
    return new Source(node, columns(alias, sorts), List.of());
  }

  private static Scope columns(String alias, List<Sort> sorts) {
    List<Visible> columns = new ArrayList<>();
    for (int i = 0; i < sorts.size(); i++) {
      columns.add(new Visible(alias + ".c" + (i + 1), sorts.get(i)));
    }
    return new Scope(columns, null);
  }

  private String alias() {
    return "a" + ++aliases;
  }
}
