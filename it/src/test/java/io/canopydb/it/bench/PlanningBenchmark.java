package io.canopydb.it.bench;

import io.canopydb.driver.analyse.Aggregates;
import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.LogicalErrors;
import io.canopydb.driver.dispatch.Dispatch;
import io.canopydb.driver.execute.Aftermath;
import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.ObjectParameter;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.PinnedStatement;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.planner.Planner;
import io.canopydb.driver.session.CachedPlan;
import io.canopydb.driver.session.PlanCache;
import io.canopydb.driver.session.StatementShape;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What it costs to plan a point select: from its text and values to the leaf and the leaf's text,
 * which is all that Canopy does before it borrows a connection.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PlanningBenchmark {
  private static final String PREPARED = "SELECT owner, balance FROM account WHERE id = ?";
  private static final String LITERAL = "SELECT owner, balance FROM account WHERE id = ";

  /** Leaves, partitions and tables: the figures must not grow with them. */
  @Param({"4,8,2", "64,1024,500"})
  private String size = "";

  @Param({"MYSQL", "POSTGRESQL"})
  private Engine engine = Engine.MYSQL;

  private final NoLeaves none = new NoLeaves();
  private final Dispatch dispatch = none.dispatch();
  private final PlanCache cache = new PlanCache(10_000);
  private LexerRules rules = LexerRules.mysql();
  private Dialect dialect = Dialect.of(Engine.MYSQL);
  private ClusterSnapshot snapshot = ShopMetadata.of(Engine.MYSQL, 1, 1, 1);
  private StatementShape prepared = cache.read(PREPARED, rules);
  private long id;

  /** Makes the cluster's metadata, and plans once. */
  @Setup
  public void setup() throws SQLException {
    String[] numbers = size.split(",");
    snapshot =
        ShopMetadata.of(
            engine,
            Integer.parseInt(numbers[0]),
            Integer.parseInt(numbers[1]),
            Integer.parseInt(numbers[2]));
    rules = LexerRules.of(engine);
    dialect = Dialect.of(engine);
    prepared = cache.read(PREPARED, rules);
    cached(prepared);
  }

  /** A prepared statement that is executed once more, with another value. */
  @Benchmark
  public Object preparedAndCached() throws SQLException {
    return pinned(prepared, new ObjectParameter(++id));
  }

  /** A text that was not there before; its shape was. */
  @Benchmark
  public Object literalAndCached() throws SQLException {
    return pinned(cache.read(LITERAL + ++id, rules.withoutParameters()));
  }

  /** A text whose shape nobody has planned: parsing and all. */
  @Benchmark
  public Object notCached() throws SQLException {
    StatementShape shape = new PlanCache(1).read(PREPARED, rules);
    return plan(shape);
  }

  private PinnedStatement pinned(StatementShape statement, @Nullable Parameter... parameters)
      throws SQLException {
    CachedPlan plan = cached(statement);
    Bindings bindings =
        new Bindings(
            Objects.requireNonNull(statement.shape()), parameters, statement.allParameters());
    Execution execution =
        new Execution(
            snapshot,
            dialect,
            bindings,
            none,
            dispatch,
            Runnable::run,
            ExecuteOptions.DEFAULT,
            true,
            new Aftermath(dialect, new LogicalErrors(snapshot, dialect), Aftermath.Wanted.NOTHING),
            Instant.EPOCH,
            none,
            () -> "");
    return Objects.requireNonNull(PinnedStatement.of(execution, (OneOrMany) plan.plan().root()));
  }

  private CachedPlan cached(StatementShape statement) throws SQLException {
    Shape shape = Objects.requireNonNull(statement.shape());
    PlanCache.Context context = new PlanCache.Context(ShopMetadata.DATABASE, rules, false);
    CachedPlan plan = cache.find(shape.text(), context, snapshot);
    if (plan == null) {
      plan = new CachedPlan(plan(statement), snapshot.version());
      cache.put(shape.text(), context, plan);
    }
    return plan;
  }

  private Plan<?> plan(StatementShape statement) throws SQLException {
    Planner planner =
        new Planner(
            dialect,
            new Catalogue(snapshot, ShopMetadata.DATABASE, Set.of()),
            Aggregates.MYSQL,
            none,
            none,
            false);
    Shape shape = Objects.requireNonNull(statement.shape());
    return planner.plan(Lexer.lex(shape.text(), rules), statement.kind());
  }

  /**
   * Runs them all, with what they allocate.
   *
   * @param arguments part of the names of those to run; none for all
   */
  public static void main(String[] arguments) throws RunnerException {
    String only = arguments.length == 0 ? "" : arguments[0];
    new Runner(
            new OptionsBuilder()
                .include(PlanningBenchmark.class.getSimpleName() + "." + only)
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }
}
