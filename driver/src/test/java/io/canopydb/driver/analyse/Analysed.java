package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.metadata.model.Engine;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * A statement analysed over the {@link SampleCatalogue}, its literals lifted, with what was found
 * as text in which the literals stand again.
 */
record Analysed(Shape shape, StatementText text, Analysis analysis) {

  private static final Aggregates POSTGRESQL_AGGREGATES =
      new Aggregates(Set.of("count", "sum", "min", "max", "avg", "string_agg", "array_agg"));

  static Analysed mysql(String sql) {
    return of(Engine.MYSQL, sql);
  }

  static Analysed postgresql(String sql) {
    return of(Engine.POSTGRESQL, sql);
  }

  static Analysed of(Engine engine, String sql) {
    LexerRules rules = LexerRules.of(engine);
    Shape shape = Shape.of(sql, rules);
    StatementText text = StatementText.parse(shape.text(), rules);
    Aggregates aggregates =
        switch (engine) {
          case MYSQL -> Aggregates.MYSQL;
          case POSTGRESQL -> POSTGRESQL_AGGREGATES;
        };
    return new Analysed(shape, text, Analysis.of(text, SampleCatalogue.of(engine), aggregates));
  }

  Locality locality() {
    return analysis.locality();
  }

  boolean local() {
    return analysis.locality() instanceof Locality.Local;
  }

  Analysis.Top top() {
    return java.util.Objects.requireNonNull(analysis.top());
  }

  /**
   * For each sharded use, in the order of the text, its name and the partitions it is read from.
   */
  String partitions() {
    StringJoiner all = new StringJoiner("; ");
    for (TableUse use : analysis.uses()) {
      if (use.sharded()) {
        PartitionChoice choice = analysis.choices().get(use.id());
        all.add(use.name() + ": " + (choice == null ? "all" : String.join(" or ", keys(choice))));
      }
    }
    return all.toString();
  }

  private Set<String> keys(PartitionChoice choice) {
    Set<String> keys = new TreeSet<>();
    if (choice instanceof PartitionChoice.All) {
      keys.add("all");
    } else if (choice instanceof PartitionChoice.AnyOf any) {
      any.choices().forEach(branch -> keys.addAll(keys(branch)));
    } else if (choice instanceof PartitionChoice.KeyEquals equals) {
      StringJoiner values = new StringJoiner(",");
      for (PartitionChoice.Operand operand : equals.operands()) {
        values.add(
            operand instanceof PartitionChoice.SlotOperand slot
                ? shape.slots().get(slot.number() - 1).sql()
                : "NULL");
      }
      keys.add(values.toString());
    }
    return keys.contains("all") ? Set.of("all") : keys;
  }

  /** For each sharded use, in the order of the text, the conditions that its rows must satisfy. */
  String conditions() {
    StringJoiner all = new StringJoiner("; ");
    for (TableUse use : analysis.uses()) {
      var conditions = analysis.conditions().get(use.id());
      if (conditions != null) {
        StringJoiner pieces = new StringJoiner(", ", use.name() + ": ", "");
        conditions.forEach(span -> pieces.add(withLiterals(span.of(shape.text()))));
        all.add(pieces.toString());
      }
    }
    return all.toString();
  }

  /** A part of the shape's text with its literals in their places again. */
  String withLiterals(String part) {
    String sql = part;
    for (int number = shape.slots().size(); number > 0; number--) {
      sql = sql.replace("?" + number, shape.slots().get(number - 1).sql());
    }
    return sql;
  }
}
