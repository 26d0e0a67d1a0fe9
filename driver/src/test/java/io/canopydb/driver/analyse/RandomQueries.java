package io.canopydb.driver.analyse;

import io.canopydb.driver.analyse.Model.Condition;
import io.canopydb.driver.analyse.Model.Query;
import io.canopydb.driver.analyse.Model.Source;
import io.canopydb.driver.analyse.Model.Value;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes queries of the model that are prone to be planned wrongly: few values, many equalities. */
final class RandomQueries {
  private final Random random;
  private final Engine engine;
  private int aliases;

  RandomQueries(Random random, Engine engine) {
    this.random = random;
    this.engine = engine;
  }

  Query query() {
    Source from = from(1 + random.nextInt(3));
    return new Query(from, condition(from.aliases(), 3));
  }

  private Source from(int items) {
    Source from = item();
    for (int i = 1; i < items; i++) {
      if (random.nextInt(6) == 0) {
        // A comma binds looser than a join, so that only a comma may follow what it joined.
        Source after = i + 1 < items && random.nextBoolean() ? join(item(), item()) : item();
        return new Model.Comma(from, after);
      }
      from = join(from, items - i > 1 && random.nextInt(3) == 0 ? join(item(), item()) : item());
    }
    return from;
  }

  private Source join(Source left, Source right) {
    String kind =
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> "LEFT";
          case 3 -> "RIGHT";
          case 4 -> "CROSS";
          case 5 ->
              switch (engine) {
                case MYSQL -> "INNER";
                case POSTGRESQL -> "FULL";
              };
          default -> "INNER";
        };
    List<String> both = new ArrayList<>(left.aliases());
    both.addAll(right.aliases());
    return new Model.JoinOf(left, kind, right, kind.equals("CROSS") ? null : condition(both, 2));
  }

  private Source item() {
    Model.TableAs table = table();
    if (random.nextInt(5) > 0) {
      return table;
    }
    List<String> columns = new ArrayList<>(Model.COLUMNS);
    java.util.Collections.shuffle(columns, random);
    return new Model.Derived(table, columns, condition(table.aliases(), 1), "t" + aliases++);
  }

  private Model.TableAs table() {
    return new Model.TableAs(List.of("a", "b", "c").get(random.nextInt(3)), "t" + aliases++);
  }

  /**
   * A condition.
   *
   * @param visible the aliases that it may name
   * @param depth how deep it may be nested
   */
  private Condition condition(List<String> visible, int depth) {
    int kind = random.nextInt(depth > 0 ? 14 : 8);
    return switch (kind) {
      case 0, 1 -> equal(visible, "k", depth);
      case 2 -> new Model.Compare(column(visible, "k"), "=", column(visible, "k"));
      case 3 -> equal(visible, anyColumn(), depth);
      case 4 -> new Model.IsNull(column(visible, anyColumn()), random.nextInt(3) == 0);
      case 5 ->
          new Model.In(
              column(visible, anyColumn()),
              List.of(number(), random.nextInt(4) == 0 ? column(visible, "x") : number()));
      case 6 -> new Model.Between(value(visible, depth), number(), value(visible, depth));
      case 7 ->
          new Model.Compare(
              column(visible, anyColumn()),
              random.nextBoolean() ? "<" : "<>",
              value(visible, depth));
      case 8, 9, 10 -> new Model.And(several(visible, depth - 1));
      case 11 -> new Model.Or(several(visible, depth - 1), or());
      case 12 -> new Model.Not(condition(visible, depth - 1));
      default -> subquery(visible, depth - 1);
    };
  }

  private String or() {
    return switch (engine) {
      case MYSQL -> random.nextInt(4) == 0 ? " || " : " OR ";
      case POSTGRESQL -> " OR ";
    };
  }

  private Condition subquery(List<String> visible, int depth) {
    Source source = random.nextInt(4) == 0 ? join(table(), table()) : table();
    List<String> inner = new ArrayList<>(source.aliases());
    inner.addAll(visible);
    Condition where = condition(inner, depth);
    return random.nextBoolean()
        ? new Model.Exists(source, where)
        : new Model.InQuery(column(visible, "k"), column(source.aliases(), "k"), source, where);
  }

  private List<Condition> several(List<String> visible, int depth) {
    List<Condition> parts = new ArrayList<>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      parts.add(condition(visible, depth));
    }
    return parts;
  }

  private Condition equal(List<String> visible, String column, int depth) {
    return new Model.Compare(column(visible, column), "=", value(visible, depth));
  }

  private Value value(List<String> visible, int depth) {
    return switch (random.nextInt(8)) {
      case 0 -> column(visible, anyColumn());
      case 1 -> depth > 1 ? new Model.Case(condition(visible, 0), number(), number()) : number();
      default -> number();
    };
  }

  private Value column(List<String> visible, String column) {
    return new Model.ColumnOf(visible.get(random.nextInt(visible.size())), column);
  }

  private String anyColumn() {
    return Model.COLUMNS.get(random.nextInt(3));
  }

  private Value number() {
    return new Model.Constant(random.nextInt(3));
  }
}
