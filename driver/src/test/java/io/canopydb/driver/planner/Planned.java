package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Aggregates;
import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.SampleCatalogue;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.PlanPrinter;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Set;

/** Texts and plans over the {@link SampleCatalogue}. */
final class Planned {
  private static final Aggregates POSTGRESQL_AGGREGATES =
      new Aggregates(Set.of("count", "sum", "min", "max", "avg"));

  private Planned() {}

  /** The shape of a statement, parsed. */
  static StatementText parsed(Engine engine, String sql) {
    LexerRules rules = LexerRules.of(engine);
    return StatementText.parse(Shape.of(sql, rules).text(), rules);
  }

  /** A query cut into its clauses. */
  static SelectText select(Engine engine, String sql) {
    return SelectText.of(parsed(engine, sql)).orElseThrow();
  }

  /** A leaf statement as text, its holes in angle brackets. */
  static String text(LeafSql sql) {
    StringBuilder out = new StringBuilder();
    for (LeafSql.Part part : sql.parts()) {
      out.append(
          part instanceof LeafSql.Text text
              ? text.sql()
              : part instanceof LeafSql.Namespace namespace
                  ? "<" + namespace.database() + "_n>"
                  : part instanceof LeafSql.SlotText slot
                      ? "<" + slot.number() + ">"
                      : part instanceof LeafSql.PresentInstant ? "<instant>" : "<" + part + ">");
    }
    return out.toString();
  }

  /** The plan of a statement as EXPLAIN prints it; each of the columns of a result is an INT. */
  static String plan(Engine engine, String sql) throws SQLException {
    return plan(engine, sql, Set.of(), 3);
  }

  static String plan(Engine engine, String sql, Set<String> temporary, int width)
      throws SQLException {
    return PlanPrinter.print(made(engine, sql, temporary, width));
  }

  /** The plan of a statement. */
  static Plan<?> made(Engine engine, String sql, Set<String> temporary, int width)
      throws SQLException {
    LexerRules rules = LexerRules.of(engine);
    Catalogue catalogue = SampleCatalogue.of(engine, temporary);
    Aggregates aggregates =
        switch (engine) {
          case MYSQL -> Aggregates.MYSQL;
          case POSTGRESQL -> POSTGRESQL_AGGREGATES;
        };
    Planner planner =
        new Planner(
            Dialect.of(engine), catalogue, aggregates, new Integers(width), new Sizes(), true);
    return planner.plan(
        Lexer.lex(Shape.of(sql, rules).text(), rules),
        StatementClassifier.classify(Lexer.lex(sql, rules)));
  }

  /** {@code b} is small, all else large. */
  record Sizes() implements TableSizes {
    @Override
    public Size of(String database, String table) {
      return new Size(table.equals("b") ? 10 : 10_000, 100);
    }

    @Override
    public int leaves() {
      return 4;
    }
  }

  /** Results of INT columns. */
  private record Integers(int width) implements ResultTypes {
    @Override
    public List<ResultType> of(LeafSql query) {
      return java.util.Collections.nCopies(width, new ResultType(Types.INTEGER, "int", true, "n"));
    }

    @Override
    public boolean codePointOrder() {
      return true;
    }
  }
}
