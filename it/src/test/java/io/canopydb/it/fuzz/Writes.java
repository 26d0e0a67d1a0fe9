package io.canopydb.it.fuzz;

import io.canopydb.it.fuzz.FuzzTable.Column;
import io.canopydb.it.fuzz.FuzzTable.Placement;
import io.canopydb.it.fuzz.Scope.Visible;
import java.util.ArrayList;
import java.util.List;

/** Makes random writes of one table. */
final class Writes {
  private final Dice dice;
  private final FuzzTable target;
  private final Queries queries;
  private final Expressions expressions;

  Writes(FuzzSchema schema, Dice dice) {
    this.dice = dice;
    this.target = dice.one(schema.tables());
    this.queries = new Queries(schema, dice);
    this.expressions = new Expressions(schema.engine(), dice, queries);
  }

  /** The table that is written. */
  FuzzTable target() {
    return target;
  }

  Node statement() {
    return switch (dice.below(5)) {
      case 0 -> insertRows();
      case 1 -> insertQuery();
      case 2 -> delete();
      default -> update();
    };
  }

  private Node insertRows() {
    List<Node> rows = new ArrayList<>();
    int count = dice.between(1, 4);
    for (int i = 0; i < count; i++) {
      List<Node> values = new ArrayList<>();
      for (Column column : target.columns()) {
        values.add(
            target.key().contains(column.name()) && column.sort() == Sort.INT
                ? Node.of("key", Integer.toString(dice.between(31, 400)))
                : value(column));
      }
      rows.add(Node.of("row", "(", Node.joined("values", ", ", values), ")"));
    }
    return Node.of(
        "statement", "INSERT INTO " + target.name() + " VALUES ", Node.joined("rows", ", ", rows));
  }

  private Node value(Column column) {
    boolean nullable = !target.key().contains(column.name());
    return dice.chance(80)
        ? Node.of("value", FuzzSchema.value(dice, column.sort(), nullable))
        : expressions.of(column.sort(), 1, new Scope(List.of(), null));
  }

  private Node insertQuery() {
    List<Sort> sorts = target.columns().stream().map(Column::sort).toList();
    return Node.of(
        "statement", "INSERT INTO " + target.name() + " ", queries.subquery(sorts, 1, null));
  }

  private Node delete() {
    return Node.of(
        "statement",
        "DELETE FROM " + target.name() + " WHERE ",
        expressions.predicate(dice.below(3), scope()));
  }

  private Node update() {
    List<Node> sets = new ArrayList<>();
    List<Column> free =
        target.columns().stream()
            .filter(column -> !target.key().contains(column.name()) && !placed(column))
            .toList();
    if (free.isEmpty()) {
      return delete();
    }
    int count = dice.between(1, Math.min(2, free.size()));
    for (int i = 0; i < count; i++) {
      Column column = free.get(i);
      sets.add(
          Node.of(
              "set",
              column.name() + " = ",
              expressions.exact(
                  column.sort(), expressions.of(column.sort(), dice.below(2), scope()))));
    }
    return Node.of(
        "statement",
        "UPDATE " + target.name() + " SET ",
        Node.joined("sets", ", ", sets),
        Node.optional("where", " WHERE ", expressions.predicate(dice.below(3), scope())));
  }

  private boolean placed(Column column) {
    return target.placement() instanceof Placement.ByKey by && by.columns().contains(column.name());
  }

  private Scope scope() {
    return new Scope(
        target.columns().stream()
            .map(column -> new Visible(target.name() + "." + column.name(), column.sort()))
            .toList(),
        null);
  }
}
