package io.canopydb.driver.session;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.StatementKind;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** EXPLAIN. Without options it shows Canopy's plan, with options the engine's own of one leaf. */
final class Explained implements StatementPlan {
  /** EXPLAIN ANALYZE without a wish for another format. */
  private static final Pattern ANALYZE =
      Pattern.compile("\\(?\\s*ANALY[ZS]E\\s*\\)?", Pattern.CASE_INSENSITIVE);

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
            : statements.explainedByEngine(inner, parameters, wishes, explain.analyze());
  }

  /** What is no statement of its own, such as FOR CONNECTION, and what the engine may refuse. */
  private static boolean ofEngineOnly(StatementKind kind) {
    return kind instanceof StatementKind.Other
        || kind instanceof StatementKind.Empty
        || kind instanceof StatementKind.Explain;
  }

  private Outcome ofAnyLeaf() throws SQLException {
    return new OnLeaf(session, shape, new Parameter[0], OnLeaf.Which.ANY)
        .run(ExecuteOptions.DEFAULT);
  }
}
