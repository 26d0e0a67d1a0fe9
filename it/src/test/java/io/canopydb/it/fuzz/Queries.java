package io.canopydb.it.fuzz;

import io.canopydb.it.fuzz.FromClauses.From;
import io.canopydb.it.fuzz.Scope.Visible;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes random queries whose result does not depend on chance: what is limited is ordered by all
 * its columns, what is grouped or made distinct shows no value that others are equal to.
 */
final class Queries {
  private final FuzzSchema schema;
  private final Dice dice;
  private final Expressions expressions;
  private final FromClauses froms;
  private final List<Common> common = new ArrayList<>();
  private int commonNames;

  /** A common table or a view that may be named. */
  record Common(String name, List<Sort> sorts) {}

  Queries(FuzzSchema schema, Dice dice) {
    this.schema = schema;
    this.dice = dice;
    this.expressions = new Expressions(schema.engine(), dice, this);
    this.froms = new FromClauses(schema, dice, this, expressions);
    schema.views().forEach(view -> common.add(new Common(view.name(), view.sorts())));
  }

  List<Common> common() {
    return common;
  }

  /** A whole query; its order is total where it has one. */
  Node statement() {
    int depth = dice.between(0, 3);
    List<Node> items = new ArrayList<>();
    if (depth > 0 && dice.chance(22)) {
      int count = dice.between(1, 2);
      for (int i = 0; i < count; i++) {
        items.add(commonTable(depth - 1));
      }
    }
    boolean recursive = depth > 0 && dice.chance(4);
    if (recursive) {
      items.add(recursive());
    }
    List<Sort> sorts = sorts(1, 4);
    boolean ordered = dice.chance(55);
    Node query = dice.chance(5) ? allColumns(depth) : query(sorts, depth, null, ordered, ordered);
    Node with =
        items.isEmpty()
            ? Node.none()
            : Node.optional(
                "with",
                recursive ? "WITH RECURSIVE " : "WITH ",
                Node.joined("items", ", ", items),
                " ");
    return Node.of("statement", hint(), with, query);
  }

  /** A comment to one server: how Canopy is to move rows, which changes no answer. */
  private Node hint() {
    int which = dice.between(1, 100);
    String way =
        which <= 25 ? "repartition" : which <= 35 ? "broadcast" : which <= 40 ? "gather" : "";
    return way.isEmpty() ? Node.none() : Node.optional("hint", "/*canopy " + way + "*/ ");
  }

  /** Whether the rows of a statement have an order, which is then total. */
  static boolean ordered(Node statement) {
    List<Node> parts = statement.within();
    return parts.get(parts.size() - 1).within().stream()
        .anyMatch(node -> node.sort().equals("order") && !node.sql().isEmpty());
  }

  private Node allColumns(int depth) {
    From from = froms.from(depth, null);
    String column = from.scope().columns().get(0).sql();
    String all = dice.chance(50) ? "*" : column.substring(0, column.indexOf('.')) + ".*";
    return Node.of("query *", "SELECT " + all + " FROM ", from.node(), where(from, depth));
  }

  private Node commonTable(int depth) {
    List<Sort> sorts = sorts(1, 3);
    Node body = subquery(sorts, depth, null);
    String name = "w" + ++commonNames;
    common.add(new Common(name, sorts));
    String columns = dice.chance(30) ? " (" + names(sorts.size()) + ")" : "";
    return Node.of("common", name + columns + " AS (", body, ")");
  }

  private Node recursive() {
    String name = "w" + ++commonNames;
    From from = froms.from(0, null);
    Node start = expressions.of(Sort.INT, 0, from.scope());
    common.add(new Common(name, List.of(Sort.INT)));
    boolean table = dice.chance(40);
    FuzzTable joined = dice.one(schema.tables());
    String step =
        table && joined.columns().stream().anyMatch(column -> column.name().equals("k"))
            ? "SELECT r.c1 + 1 FROM "
                + name
                + " r JOIN "
                + joined.name()
                + " j ON j.k = r.c1 WHERE r.c1 < 5"
            : "SELECT r.c1 + 1 FROM " + name + " r WHERE r.c1 < 5";
    return Node.of(
        "common",
        name + " (c1) AS (SELECT CAST(",
        start,
        schema.engine() == Engine.MYSQL ? " AS SIGNED) FROM " : " AS BIGINT) FROM ",
        from.node(),
        " UNION " + step + ")");
  }

  List<Sort> sorts(int least, int most) {
    List<Sort> sorts = new ArrayList<>();
    int count = dice.between(least, most);
    for (int i = 0; i < count; i++) {
      sorts.add(expressions.anySort());
    }
    return sorts;
  }

  /** A query to stand in brackets. */
  Node subquery(List<Sort> sorts, int depth, @Nullable Scope outer) {
    boolean limited = dice.chance(8);
    return query(sorts, depth, outer, limited, limited);
  }

  /** A query of one row at most. */
  Node oneRow(Sort sort, int depth, Scope outer) {
    From from = froms.from(Math.min(depth, 1), outer);
    String kind = "query" + List.of(sort);
    if (dice.chance(25)) {
      Node item = expressions.exact(sort, expressions.of(sort, Math.min(depth, 1), from.scope()));
      return Node.of(
          kind,
          "SELECT ",
          item,
          " AS c1 FROM ",
          from.node(),
          where(from, depth),
          " ORDER BY 1 LIMIT 1");
    }
    return Node.of(
        kind,
        "SELECT ",
        expressions.aggregate(sort, Math.min(depth, 1), from.scope()),
        " AS c1 FROM ",
        from.node(),
        where(from, depth));
  }

  /**
   * A query.
   *
   * @param exact whether equal values must look alike
   * @param ordered whether it orders by all its columns, and may be limited
   */
  private Node query(
      List<Sort> sorts, int depth, @Nullable Scope outer, boolean exact, boolean ordered) {
    if (depth > 0 && dice.chance(12)) {
      return setOperation(sorts, depth - 1, outer, ordered);
    }
    return plain(sorts, depth, outer, exact, ordered);
  }

  private Node setOperation(List<Sort> sorts, int depth, @Nullable Scope outer, boolean ordered) {
    List<Object> parts = new ArrayList<>();
    int count = dice.between(2, 3);
    // INTERSECT and EXCEPT beside others make MySQL's server end now and then.
    boolean unions = schema.engine() == Engine.MYSQL && count > 2;
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        parts.add(
            unions
                ? dice.word(" UNION ", " UNION ALL ")
                : dice.word(" UNION ", " UNION ALL ", " UNION ALL ", " INTERSECT ", " EXCEPT "));
      }
      Node branch = plain(sorts, depth, outer, true, false);
      boolean brackets = dice.chance(30);
      parts.add(brackets ? "(" : "");
      parts.add(branch);
      parts.add(brackets ? ")" : "");
    }
    if (ordered) {
      parts.add(order(sorts.size(), List.of()));
    }
    return Node.of("query" + sorts, parts.toArray());
  }

  private Node plain(
      List<Sort> sorts, int depth, @Nullable Scope outer, boolean exact, boolean ordered) {
    From from = froms.from(depth, outer);
    int roll = dice.below(100);
    if (roll < 22) {
      return grouped(sorts, depth, from, ordered);
    }
    if (roll < 30) {
      return Node.of(
          "query" + sorts,
          "SELECT ",
          items(sorts, sort -> expressions.aggregate(sort, Math.min(depth, 1), from.scope())),
          " FROM ",
          from.node(),
          where(from, depth),
          ordered ? order(sorts.size(), List.of()) : "");
    }
    boolean distinct = roll < 42;
    boolean windowed = !distinct && roll < 50;
    boolean on = distinct && ordered && schema.engine() == Engine.POSTGRESQL && dice.chance(30);
    boolean alike = exact || distinct;
    Node list =
        items(
            sorts,
            sort -> {
              Node value =
                  windowed && dice.chance(60)
                      ? expressions.window(sort, from.scope())
                      : expressions.of(
                          sort, dice.chance(60) ? 0 : Math.min(depth, 2), from.scope());
              return alike ? expressions.exact(sort, value) : value;
            });
    List<Node> further = new ArrayList<>();
    if (ordered && !distinct && dice.chance(25)) {
      Node key = expressions.of(expressions.anySort(), 1, from.scope());
      if (key.sql().contains(".") || dice.chance(5)) {
        further.add(key);
      }
    }
    return Node.of(
        "query" + sorts,
        on ? "SELECT DISTINCT ON (1) " : distinct ? "SELECT DISTINCT " : "SELECT ",
        list,
        " FROM ",
        from.node(),
        where(from, depth),
        on ? " ORDER BY " + positions(sorts.size()) : ordered ? order(sorts.size(), further) : "");
  }

  private Node grouped(List<Sort> sorts, int depth, From from, boolean ordered) {
    List<Visible> groups = new ArrayList<>();
    int count = dice.between(1, 2);
    for (int i = 0; i < count; i++) {
      Sort sort = expressions.anySort();
      Node group =
          dice.chance(85)
              ? expressions.column(sort, new Scope(from.scope().columns(), null))
              : expressions.of(sort, 1, new Scope(from.scope().columns(), null));
      if (group != null && !group.sql().contains("SELECT") && group.sql().contains(".")) {
        groups.add(new Visible(group.sql(), sort));
      }
    }
    if (groups.isEmpty()) {
      groups.add(dice.one(from.scope().columns()));
    }
    Scope grouped = new Scope(groups, from.scope().outer());
    Node list =
        items(
            sorts,
            sort -> {
              boolean aggregate = dice.chance(55) || grouped.of(sort).isEmpty();
              return aggregate
                  ? expressions.aggregate(sort, Math.min(depth, 1), from.scope())
                  : expressions.exact(sort, expressions.of(sort, dice.below(2), grouped));
            });
    Node having =
        dice.chance(25)
            ? Node.optional(
                "having",
                " HAVING ",
                Node.expression(
                    Sort.BOOL,
                    expressions.aggregate(Sort.INT, 0, from.scope()),
                    dice.word(" > ", " = ", " < "),
                    Integer.toString(dice.between(0, 3))))
            : Node.none();
    String by = groups.stream().map(Visible::sql).collect(Collectors.joining(", "));
    String form = dice.chance(92) ? by : rollup(by);
    return Node.of(
        "query" + sorts,
        "SELECT ",
        list,
        " FROM ",
        from.node(),
        where(from, depth),
        " GROUP BY " + form,
        having,
        ordered ? order(sorts.size(), List.of()) : "");
  }

  private String rollup(String by) {
    return switch (schema.engine()) {
      case MYSQL -> by + " WITH ROLLUP";
      case POSTGRESQL -> dice.word("ROLLUP (", "CUBE (") + by + ")";
    };
  }

  private Node where(From from, int depth) {
    Node tie = from.where();
    Node more = dice.chance(60) ? expressions.predicate(Math.min(depth, 2), from.scope()) : null;
    if (tie == null && more == null) {
      return Node.none();
    }
    Node condition =
        tie == null
            ? more
            : more == null ? tie : Node.expression(Sort.BOOL, tie, " AND (", more, ")");
    return Node.optional("where", " WHERE ", condition);
  }

  private interface Item {
    Node of(Sort sort);
  }

  private static Node items(List<Sort> sorts, Item item) {
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < sorts.size(); i++) {
      items.add(Node.of("item", item.of(sorts.get(i)), " AS c" + (i + 1)));
    }
    return Node.joined("items", ", ", items);
  }

  private Node order(int columns, List<Node> first) {
    List<Node> keys = new ArrayList<>();
    for (Node node : first) {
      keys.add(Node.of("key", Node.of("keyed", node), direction()));
    }
    for (int i = 1; i <= columns; i++) {
      String column = dice.chance(70) ? Integer.toString(i) : "c" + i;
      keys.add(Node.of("key", column, direction()));
    }
    Node limit =
        dice.chance(45)
            ? Node.optional(
                "limit",
                " LIMIT "
                    + dice.between(0, 12)
                    + (dice.chance(35) ? " OFFSET " + dice.below(5) : ""))
            : Node.none();
    return Node.optional("order", " ORDER BY ", Node.joined("keys", ", ", keys), limit);
  }

  private String direction() {
    String nulls =
        schema.engine() == Engine.POSTGRESQL && dice.chance(25)
            ? dice.word(" NULLS FIRST", " NULLS LAST")
            : "";
    return dice.word("", " DESC", " ASC") + nulls;
  }

  private static String positions(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  private static String names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
  }
}
