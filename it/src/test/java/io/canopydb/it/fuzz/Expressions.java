package io.canopydb.it.fuzz;

import io.canopydb.it.fuzz.Scope.Visible;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes random expressions. */
final class Expressions {
  private final Engine engine;
  private final Dice dice;
  private final Queries queries;

  Expressions(Engine engine, Dice dice, Queries queries) {
    this.engine = engine;
    this.dice = dice;
    this.queries = queries;
  }

  /** An expression of a sort, so many levels deep at most. */
  Node of(Sort sort, int depth, Scope scope) {
    if (sort == Sort.BOOL) {
      return predicate(depth, scope);
    }
    if (depth <= 0 || dice.chance(45)) {
      return simple(sort, scope);
    }
    int roll = dice.below(100);
    if (roll < 12) {
      return Node.expression(
          sort,
          "CASE WHEN ",
          predicate(depth - 1, scope),
          " THEN ",
          of(sort, depth - 1, scope),
          " ELSE ",
          of(sort, depth - 1, scope),
          " END");
    }
    if (roll < 22) {
      return Node.expression(
          sort, "COALESCE(", of(sort, depth - 1, scope), ", ", of(sort, depth - 1, scope), ")");
    }
    if (roll < 30) {
      return scalarSubquery(sort, depth - 1, scope);
    }
    return switch (sort) {
      case INT -> integer(depth - 1, scope);
      case DECIMAL -> decimal(depth - 1, scope);
      case DOUBLE ->
          Node.expression(
              sort, "(", of(sort, depth - 1, scope), " + ", of(sort, depth - 1, scope), ")");
      case TEXT -> text(depth - 1, scope);
      case DATE, BOOL -> simple(sort, scope);
    };
  }

  private Node simple(Sort sort, Scope scope) {
    Node column = column(sort, scope);
    return column == null || dice.chance(12) ? literal(sort) : column;
  }

  private Node literal(Sort sort) {
    return Node.expression(sort, FuzzSchema.value(dice, sort, false));
  }

  /** A column of a sort; null where there is none. */
  @Nullable Node column(Sort sort, Scope scope) {
    Scope from = scope;
    while (from.outer() != null && dice.chance(30)) {
      from = from.outer();
    }
    List<Visible> columns = from.of(sort);
    return columns.isEmpty() ? null : Node.expression(sort, dice.one(columns).sql());
  }

  private Node integer(int depth, Scope scope) {
    return switch (dice.below(6)) {
      case 0, 1 ->
          Node.expression(
              Sort.INT,
              "(",
              of(Sort.INT, depth, scope),
              dice.word(" + ", " - ", " * "),
              of(Sort.INT, depth, scope),
              ")");
      case 2 -> Node.expression(Sort.INT, "ABS(", of(Sort.INT, depth, scope), ")");
      case 3 -> Node.expression(Sort.INT, "CHAR_LENGTH(", of(Sort.TEXT, depth, scope), ")");
      case 4 -> Node.expression(Sort.INT, "(", of(Sort.INT, depth, scope), " % 3)");
      default ->
          Node.expression(
              Sort.INT,
              "NULLIF(",
              of(Sort.INT, depth, scope),
              ", ",
              of(Sort.INT, depth, scope),
              ")");
    };
  }

  private Node decimal(int depth, Scope scope) {
    return switch (dice.below(4)) {
      case 0 ->
          Node.expression(
              Sort.DECIMAL,
              "(",
              of(Sort.DECIMAL, depth, scope),
              dice.word(" + ", " - ", " * "),
              of(Sort.DECIMAL, depth, scope),
              ")");
      case 1 ->
          Node.expression(
              Sort.DECIMAL,
              "(",
              of(Sort.DECIMAL, depth, scope),
              " + ",
              of(Sort.INT, depth, scope),
              ")");
      case 2 -> Node.expression(Sort.DECIMAL, "(", of(Sort.DECIMAL, depth, scope), " / 4)");
      default -> Node.expression(Sort.DECIMAL, "ROUND(", of(Sort.DECIMAL, depth, scope), ", 1)");
    };
  }

  private Node text(int depth, Scope scope) {
    return switch (dice.below(4)) {
      case 0 ->
          Node.expression(
              Sort.TEXT,
              "CONCAT(",
              of(Sort.TEXT, depth, scope),
              ", ",
              of(Sort.TEXT, depth, scope),
              ")");
      case 1 -> Node.expression(Sort.TEXT, "UPPER(", of(Sort.TEXT, depth, scope), ")");
      case 2 ->
          Node.expression(Sort.TEXT, "SUBSTRING(", of(Sort.TEXT, depth, scope), " FROM 1 FOR 2)");
      default ->
          Node.expression(Sort.TEXT, "REPLACE(LOWER(", of(Sort.TEXT, depth, scope), "), 'a', 'q')");
    };
  }

  private Node scalarSubquery(Sort sort, int depth, Scope scope) {
    return Node.expression(sort, "(", queries.oneRow(sort, depth, scope), ")");
  }

  /**
   * A text or number by itself: of values that are equal one, whichever row it comes from. MySQL's
   * collations and PostgreSQL's scales make values equal that look different.
   */
  Node exact(Sort sort, Node value) {
    return switch (engine) {
      case MYSQL -> sort == Sort.TEXT ? Node.sealed(sort, "LOWER(RTRIM(", value, "))") : value;
      case POSTGRESQL -> sort == Sort.DECIMAL ? Node.sealed(sort, "ROUND(", value, ", 2)") : value;
    };
  }

  /** A condition. */
  Node predicate(int depth, Scope scope) {
    if (depth <= 0 || dice.chance(35)) {
      return comparison(depth, scope);
    }
    return switch (dice.below(12)) {
      case 0, 1 ->
          Node.expression(
              Sort.BOOL,
              "(",
              predicate(depth - 1, scope),
              dice.word(" AND ", " OR "),
              predicate(depth - 1, scope),
              ")");
      case 2 -> Node.expression(Sort.BOOL, "NOT (", predicate(depth - 1, scope), ")");
      case 3 -> {
        Sort sort = anySort();
        yield Node.expression(
            Sort.BOOL,
            of(sort, depth - 1, scope),
            dice.word(" IN (", " NOT IN ("),
            queries.subquery(List.of(sort), depth - 1, scope),
            ")");
      }
      case 4, 5 ->
          Node.expression(
              Sort.BOOL,
              dice.word("EXISTS (", "NOT EXISTS ("),
              queries.subquery(List.of(Sort.INT), depth - 1, scope),
              ")");
      case 6 -> {
        Sort sort = anySort();
        yield Node.expression(
            Sort.BOOL,
            of(sort, depth - 1, scope),
            dice.word(" = ANY (", " > ALL (", " <= ANY (", " <> ALL ("),
            queries.subquery(List.of(sort), depth - 1, scope),
            ")");
      }
      case 7 -> {
        Sort one = anySort();
        Sort other = anySort();
        yield Node.expression(
            Sort.BOOL,
            "(",
            of(one, depth - 1, scope),
            ", ",
            of(other, depth - 1, scope),
            dice.word(") IN (", ") NOT IN ("),
            queries.subquery(List.of(one, other), depth - 1, scope),
            ")");
      }
      default -> comparison(depth - 1, scope);
    };
  }

  private Node comparison(int depth, Scope scope) {
    Sort sort = anySort();
    Node left = of(sort, depth - 1, scope);
    return switch (dice.below(10)) {
      case 0 -> Node.expression(Sort.BOOL, left, dice.word(" IS NULL", " IS NOT NULL"));
      case 1 ->
          Node.expression(Sort.BOOL, left, dice.word(" IN (", " NOT IN ("), literals(sort), ")");
      case 2 ->
          Node.expression(
              Sort.BOOL,
              left,
              " BETWEEN ",
              of(sort, depth - 1, scope),
              " AND ",
              of(sort, depth - 1, scope));
      case 3 ->
          Node.expression(
              Sort.BOOL,
              of(Sort.TEXT, depth - 1, scope),
              dice.word(" LIKE ", " NOT LIKE "),
              dice.word("'a%'", "'%b%'", "'_'", "''"));
      case 4 -> Node.expression(Sort.BOOL, notDistinct(left, of(sort, depth - 1, scope)), "");
      case 5 -> {
        Sort other = sort.numeric() ? dice.one(List.of(Sort.INT, Sort.DECIMAL)) : sort;
        yield Node.expression(
            Sort.BOOL, left, dice.word(" = ", " < ", " >= "), of(other, depth - 1, scope));
      }
      default ->
          Node.expression(
              Sort.BOOL,
              left,
              dice.word(" = ", " = ", " = ", " <> ", " < ", " <= "),
              dice.chance(50) ? literal(sort) : of(sort, depth - 1, scope));
    };
  }

  private Node notDistinct(Node left, Node right) {
    return switch (engine) {
      case MYSQL -> Node.expression(Sort.BOOL, left, " <=> ", right);
      case POSTGRESQL -> Node.expression(Sort.BOOL, left, " IS NOT DISTINCT FROM ", right);
    };
  }

  private Node literals(Sort sort) {
    List<Node> all = new ArrayList<>();
    int count = dice.between(1, 4);
    for (int i = 0; i < count; i++) {
      all.add(literal(sort));
    }
    return Node.joined("list", ", ", all);
  }

  /** A sort of a column. */
  Sort anySort() {
    return dice.one(
        List.of(
            Sort.INT,
            Sort.INT,
            Sort.INT,
            Sort.TEXT,
            Sort.TEXT,
            Sort.DECIMAL,
            Sort.DATE,
            Sort.DOUBLE));
  }

  /** An aggregate that gives a sort, of the rows of its own block. */
  Node aggregate(Sort sort, int depth, Scope block) {
    Scope scope = new Scope(block.columns(), null);
    String distinct = dice.chance(20) ? "DISTINCT " : "";
    String least = dice.word("MIN(", "MAX(");
    return switch (sort) {
      case INT ->
          switch (dice.below(6)) {
            case 0 -> filtered(sort, depth, scope, "COUNT(*)");
            case 1 ->
                filtered(sort, depth, scope, "COUNT(", distinct, of(anySort(), depth, scope), ")");
            case 2, 3 ->
                filtered(sort, depth, scope, "SUM(", distinct, of(sort, depth, scope), ")");
            default -> filtered(sort, depth, scope, least, of(sort, depth, scope), ")");
          };
      case DECIMAL ->
          switch (dice.below(4)) {
            case 0 ->
                filtered(sort, depth, scope, "AVG(", distinct, of(Sort.INT, depth, scope), ")");
            case 1 -> filtered(sort, depth, scope, "AVG(", distinct, of(sort, depth, scope), ")");
            case 2 -> filtered(sort, depth, scope, "SUM(", distinct, of(sort, depth, scope), ")");
            default ->
                exact(sort, filtered(sort, depth, scope, least, of(sort, depth, scope), ")"));
          };
      case DOUBLE ->
          filtered(
              sort,
              depth,
              scope,
              dice.word("SUM(", "MIN(", "MAX(", "AVG("),
              of(sort, depth, scope),
              ")");
      case TEXT ->
          dice.chance(30)
              ? concatenated(scope)
              : exact(sort, filtered(sort, depth, scope, least, of(sort, depth, scope), ")"));
      case DATE, BOOL -> filtered(sort, depth, scope, least, of(sort, depth, scope), ")");
    };
  }

  private Node concatenated(Scope scope) {
    String distinct = dice.chance(40) ? "DISTINCT " : "";
    Node value = exact(Sort.TEXT, of(Sort.TEXT, 0, scope));
    return switch (engine) {
      case MYSQL ->
          Node.expression(
              Sort.TEXT, "GROUP_CONCAT(", distinct, value, " ORDER BY ", value, " SEPARATOR ',')");
      case POSTGRESQL ->
          Node.expression(Sort.TEXT, "STRING_AGG(", distinct, value, ", ',' ORDER BY ", value, ")");
    };
  }

  private Node filtered(Sort sort, int depth, Scope scope, Object... call) {
    Node aggregate = Node.expression(sort, call);
    return engine == Engine.POSTGRESQL && dice.chance(12)
        ? Node.expression(
            sort, aggregate, " FILTER (WHERE ", predicate(Math.min(depth, 1), scope), ")")
        : aggregate;
  }

  /** A window function that gives a sort and does not depend on the order of peers. */
  Node window(Sort sort, Scope scope) {
    Node partition =
        dice.chance(60)
            ? Node.optional("partition", "PARTITION BY ", of(anySort(), 0, scope), " ")
            : Node.none();
    Node order =
        dice.chance(60)
            ? Node.optional("order", "ORDER BY ", of(anySort(), 0, scope), dice.word("", " DESC"))
            : Node.none();
    Node over = Node.of("over", " OVER (", partition, order, ")");
    String least = dice.word("MIN(", "MAX(");
    return switch (sort) {
      case INT ->
          dice.chance(40)
              ? Node.expression(sort, dice.word("RANK()", "DENSE_RANK()", "COUNT(*)"), over)
              : Node.expression(
                  sort, dice.word("SUM(", "MIN(", "COUNT("), of(sort, 1, scope), ")", over);
      case DECIMAL ->
          exact(
              sort,
              Node.expression(sort, dice.word("SUM(", "MAX("), of(sort, 0, scope), ")", over));
      case TEXT, DOUBLE, DATE, BOOL ->
          exact(sort, Node.expression(sort, least, of(sort, 0, scope), ")", over));
    };
  }
}
