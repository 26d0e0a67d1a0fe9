package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.WithText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * EXPLAIN. Without options it shows Canopy's plan, with options the engine's own of one leaf. With
 * ANALYZE it shows Canopy's with what the statement came to, where more than one leaf statement is
 * run, or it writes.
 */
final class Explained implements StatementPlan {
  /** EXPLAIN ANALYZE without a wish for another format. */
  private static final Pattern ANALYZE =
      Pattern.compile("\\(?\\s*ANALY[ZS]E\\s*\\)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern FORMAT =
      Pattern.compile("\\bFORMAT\\s+'?(?!TEXT\\b)", Pattern.CASE_INSENSITIVE);

  private final SessionState session;
  private final Statements statements;
  private final StatementShape shape;
  private final StatementKind.Explain explain;
  private final @Nullable Parameter[] parameters;

  Explained(
      SessionState session,
      Statements statements,
      StatementShape shape,
      StatementKind.Explain explain,
      @Nullable Parameter[] parameters) {
    this.session = session;
    this.statements = statements;
    this.shape = shape;
    this.explain = explain;
    this.parameters = parameters;
  }

  @Override
  public List<String> lines() {
    return List.of("Answer: of the aggregator");
  }

  @Override
  public Outcome run(ExecuteOptions options) throws SQLException {
    ReadStatement inner =
        session.prepare(explain.statement().of(shape.sql()), shape.tokens().rules().parameters());
    String wishes = explain.options().of(shape.sql()).strip();
    if (ofEngineOnly(inner.shape().kind())) {
      return ofAnyLeaf();
    }
    if (explain.analyze() && writes(inner.shape())) {
      return MadeRows.plan(written(inner, wishes));
    }
    if (ANALYZE.matcher(wishes).matches()) {
      List<String> lines = statements.analyzed(inner, parameters);
      if (!lines.isEmpty()) {
        return MadeRows.plan(lines);
      }
    }
    return wishes.isEmpty()
        ? MadeRows.plan(statements.explained(inner, parameters))
        : inner.shape().shape() == null
            ? ofAnyLeaf()
            : statements.explainedByEngine(inner, parameters, wishes);
  }

  /** What is no statement of its own, such as FOR CONNECTION, and what the engine may refuse. */
  private static boolean ofEngineOnly(StatementKind kind) {
    return kind instanceof StatementKind.Other
        || kind instanceof StatementKind.Empty
        || kind instanceof StatementKind.Explain;
  }

  private static boolean writes(StatementShape shape) {
    StatementKind kind = shape.kind();
    return kind instanceof StatementKind.Insert
        || kind instanceof StatementKind.Replace
        || kind instanceof StatementKind.Update
        || kind instanceof StatementKind.Delete
        || kind instanceof StatementKind.Merge
        || WithText.of(shape.tokens()).filter(WithText::writes).isPresent();
  }

  /** Runs a write, as PostgreSQL does, and gives its plan and what it came to. */
  private List<String> written(ReadStatement write, String wishes) throws SQLException {
    switch (session.engine()) {
      case MYSQL ->
          throw CanopyError.UNSUPPORTED.with(
              "EXPLAIN ANALYZE of a statement that writes, which MySQL does not run either,",
              "use EXPLAIN");
      case POSTGRESQL -> {
        if (FORMAT.matcher(wishes).find()) {
          throw CanopyError.UNSUPPORTED.with(
              "EXPLAIN ANALYZE of a statement that writes, in another format than text,",
              "leave FORMAT out");
        }
      }
    }
    List<String> lines = new ArrayList<>(statements.explained(write, parameters));
    long begun = System.nanoTime();
    Outcome outcome = statements.execute(write, parameters, ExecuteOptions.DEFAULT);
    long count = 0;
    if (outcome instanceof Outcome.Rows rows) {
      try (RowCursor cursor = rows.cursor()) {
        while (cursor.next()) {
          count++;
        }
      }
    } else if (outcome instanceof Outcome.Updated updated) {
      count = updated.count();
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%s %,d rows in %.1f ms",
            outcome instanceof Outcome.Rows ? "gave" : "wrote",
            count,
            (System.nanoTime() - begun) / 1e6));
    return lines;
  }

  private Outcome ofAnyLeaf() throws SQLException {
    return new OnLeaf(session, shape, new Parameter[0], OnLeaf.Which.ANY)
        .run(ExecuteOptions.DEFAULT);
  }
}
