package io.canopydb.driver.analyse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A small model of SQL: queries over tables of the columns k, x and y, as text and with what they
 * give by the three-valued logic. It knows nothing of partitions.
 */
final class Model {
  static final List<String> COLUMNS = List.of("k", "x", "y");

  private Model() {}

  /** A row of a table. */
  record Row(@Nullable Integer k, @Nullable Integer x, @Nullable Integer y) {
    static final Row NULLS = new Row(null, null, null);

    @Nullable Integer get(String column) {
      return switch (column) {
        case "k" -> k;
        case "x" -> x;
        default -> y;
      };
    }
  }

  /** The rows of each use of a table, by its alias: no alias occurs twice in a query. */
  interface Rows {
    List<Row> of(String alias);
  }

  /** The rows at hand, by alias. */
  record Env(Map<String, Row> rows, Rows tables) {
    Env with(Map<String, Row> more) {
      Map<String, Row> all = new HashMap<>(rows);
      all.putAll(more);
      return new Env(all, tables);
    }
  }

  /** A value. */
  sealed interface Value {
    @Nullable Integer in(Env env);
  }

  record ColumnOf(String alias, String column) implements Value {
    @Override
    public @Nullable Integer in(Env env) {
      return env.rows().getOrDefault(alias, Row.NULLS).get(column);
    }

    @Override
    public String toString() {
      return alias + "." + column;
    }
  }

  record Constant(int value) implements Value {
    @Override
    public Integer in(Env env) {
      return value;
    }

    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  record Case(Condition condition, Value then, Value otherwise) implements Value {
    @Override
    public @Nullable Integer in(Env env) {
      return Boolean.TRUE.equals(condition.in(env)) ? then.in(env) : otherwise.in(env);
    }

    @Override
    public String toString() {
      return "CASE WHEN " + condition + " THEN " + then + " ELSE " + otherwise + " END";
    }
  }

  /** A condition; null is unknown. */
  sealed interface Condition {
    @Nullable Boolean in(Env env);

    /** How strongly it binds: OR 1, AND 2, NOT 3, all else 4. */
    default int strength() {
      return 4;
    }
  }

  private static String within(Condition condition, int strength) {
    return condition.strength() < strength ? "(" + condition + ")" : condition.toString();
  }

  record Compare(Value left, String operator, Value right) implements Condition {
    @Override
    public @Nullable Boolean in(Env env) {
      Integer one = left.in(env);
      Integer other = right.in(env);
      if (one == null || other == null) {
        return null;
      }
      return switch (operator) {
        case "=" -> one.equals(other);
        case "<>" -> !one.equals(other);
        default -> one < other;
      };
    }

    @Override
    public String toString() {
      return left + " " + operator + " " + right;
    }
  }

  record IsNull(Value value, boolean not) implements Condition {
    @Override
    public Boolean in(Env env) {
      return (value.in(env) == null) != not;
    }

    @Override
    public String toString() {
      return value + (not ? " IS NOT NULL" : " IS NULL");
    }
  }

  record In(Value value, List<Value> list) implements Condition {
    @Override
    public @Nullable Boolean in(Env env) {
      return any(list.stream().map(each -> new Compare(value, "=", each).in(env)).toList());
    }

    @Override
    public String toString() {
      StringJoiner all = new StringJoiner(", ", value + " IN (", ")");
      list.forEach(each -> all.add(each.toString()));
      return all.toString();
    }
  }

  record Between(Value value, Value low, Value high) implements Condition {
    @Override
    public @Nullable Boolean in(Env env) {
      return not(
          any(
              java.util.Arrays.asList(
                  new Compare(value, "<", low).in(env), new Compare(high, "<", value).in(env))));
    }

    @Override
    public String toString() {
      return value + " BETWEEN " + low + " AND " + high;
    }
  }

  record And(List<Condition> parts) implements Condition {
    @Override
    public @Nullable Boolean in(Env env) {
      return not(any(parts.stream().map(part -> not(part.in(env))).toList()));
    }

    @Override
    public int strength() {
      return 2;
    }

    @Override
    public String toString() {
      return String.join(" AND ", parts.stream().map(part -> within(part, 3)).toList());
    }
  }

  record Or(List<Condition> parts, String operator) implements Condition {
    @Override
    public @Nullable Boolean in(Env env) {
      return any(parts.stream().map(part -> part.in(env)).toList());
    }

    @Override
    public int strength() {
      return 1;
    }

    @Override
    public String toString() {
      return String.join(operator, parts.stream().map(part -> within(part, 2)).toList());
    }
  }

  record Not(Condition condition) implements Condition {
    @Override
    public @Nullable Boolean in(Env env) {
      return not(condition.in(env));
    }

    @Override
    public int strength() {
      return 3;
    }

    @Override
    public String toString() {
      return "NOT " + within(condition, 3);
    }
  }

  record Exists(Source source, Condition where) implements Condition {
    @Override
    public Boolean in(Env env) {
      return source.rows(env).stream()
          .anyMatch(rows -> Boolean.TRUE.equals(where.in(env.with(rows))));
    }

    @Override
    public String toString() {
      return "EXISTS (SELECT 1 FROM " + source + " WHERE " + where + ")";
    }
  }

  record InQuery(Value value, Value selected, Source source, Condition where) implements Condition {
    @Override
    public @Nullable Boolean in(Env env) {
      List<@Nullable Boolean> found = new ArrayList<>();
      for (Map<String, Row> rows : source.rows(env)) {
        Env inner = env.with(rows);
        if (Boolean.TRUE.equals(where.in(inner))) {
          found.add(new Compare(value, "=", new Known(selected.in(inner))).in(env));
        }
      }
      return any(found);
    }

    @Override
    public String toString() {
      return value + " IN (SELECT " + selected + " FROM " + source + " WHERE " + where + ")";
    }
  }

  /** A value that was computed; it has no text. */
  private record Known(@Nullable Integer value) implements Value {
    @Override
    public @Nullable Integer in(Env env) {
      return value;
    }
  }

  private static @Nullable Boolean any(List<? extends @Nullable Boolean> parts) {
    if (parts.contains(true)) {
      return true;
    }
    if (parts.contains(null)) {
      return null;
    }
    return false;
  }

  private static @Nullable Boolean not(@Nullable Boolean value) {
    return value == null ? null : Boolean.valueOf(!value);
  }

  /** What stands in a FROM. */
  sealed interface Source {
    /** Its rows, each as the row of each alias. */
    List<Map<String, Row>> rows(Env env);

    /** The aliases whose columns can be named. */
    List<String> aliases();
  }

  record TableAs(String table, String alias) implements Source {
    @Override
    public List<Map<String, Row>> rows(Env env) {
      return env.tables().of(alias).stream().map(row -> Map.of(alias, row)).toList();
    }

    @Override
    public List<String> aliases() {
      return List.of(alias);
    }

    @Override
    public String toString() {
      return table + " AS " + alias;
    }
  }

  /** A derived table, whose columns k, x and y are others than within. */
  record Derived(TableAs table, List<String> columns, Condition where, String alias)
      implements Source {
    @Override
    public List<Map<String, Row>> rows(Env env) {
      List<Map<String, Row>> rows = new ArrayList<>();
      for (Map<String, Row> inner : table.rows(env)) {
        if (Boolean.TRUE.equals(where.in(new Env(inner, env.tables())))) {
          Row row = java.util.Objects.requireNonNull(inner.get(table.alias()));
          rows.add(
              Map.of(
                  alias,
                  new Row(
                      row.get(columns.get(0)), row.get(columns.get(1)), row.get(columns.get(2)))));
        }
      }
      return rows;
    }

    @Override
    public List<String> aliases() {
      return List.of(alias);
    }

    @Override
    public String toString() {
      StringJoiner list = new StringJoiner(", ");
      for (int i = 0; i < 3; i++) {
        list.add(columns.get(i) + " AS " + COLUMNS.get(i));
      }
      return "(SELECT " + list + " FROM " + table + " WHERE " + where + ") AS " + alias;
    }
  }

  /** A join; {@code on} is null for CROSS. */
  record JoinOf(Source left, String kind, Source right, @Nullable Condition on) implements Source {
    @Override
    public List<Map<String, Row>> rows(Env env) {
      List<Map<String, Row>> lefts = left.rows(env);
      List<Map<String, Row>> rights = right.rows(env);
      Predicate<Map<String, Row>> matches =
          rows -> on == null || Boolean.TRUE.equals(on.in(env.with(rows)));
      List<Map<String, Row>> all = new ArrayList<>();
      for (Map<String, Row> one : lefts) {
        int before = all.size();
        rights.stream().map(other -> both(one, other)).filter(matches).forEach(all::add);
        if (all.size() == before && (kind.equals("LEFT") || kind.equals("FULL"))) {
          all.add(both(one, nulls(right)));
        }
      }
      if (kind.equals("RIGHT") || kind.equals("FULL")) {
        for (Map<String, Row> other : rights) {
          if (lefts.stream().map(one -> both(one, other)).noneMatch(matches)) {
            all.add(both(nulls(left), other));
          }
        }
      }
      return all;
    }

    private static Map<String, Row> both(Map<String, Row> one, Map<String, Row> other) {
      Map<String, Row> rows = new HashMap<>(one);
      rows.putAll(other);
      return rows;
    }

    private static Map<String, Row> nulls(Source source) {
      Map<String, Row> rows = new HashMap<>();
      source.aliases().forEach(alias -> rows.put(alias, Row.NULLS));
      return rows;
    }

    @Override
    public List<String> aliases() {
      List<String> all = new ArrayList<>(left.aliases());
      all.addAll(right.aliases());
      return all;
    }

    @Override
    public String toString() {
      String inner = right instanceof JoinOf ? "(" + right + ")" : right.toString();
      return left + " " + kind + " JOIN " + inner + (on == null ? "" : " ON " + on);
    }
  }

  /** Two FROM items with a comma between them. */
  record Comma(Source left, Source right) implements Source {
    @Override
    public List<Map<String, Row>> rows(Env env) {
      return new JoinOf(left, "CROSS", right, null).rows(env);
    }

    @Override
    public List<String> aliases() {
      return new JoinOf(left, "CROSS", right, null).aliases();
    }

    @Override
    public String toString() {
      return left + ", " + right;
    }
  }

  /** A query of all columns. */
  record Query(Source from, Condition where) {

    /** What it gives, each row as text, in no order. */
    List<String> rows(Rows tables) {
      Env env = new Env(Map.of(), tables);
      return from.rows(env).stream()
          .filter(rows -> Boolean.TRUE.equals(where.in(env.with(rows))))
          .map(rows -> new java.util.TreeMap<>(rows).toString())
          .sorted()
          .toList();
    }

    @Override
    public String toString() {
      return "SELECT * FROM " + from + " WHERE " + where;
    }
  }
}
