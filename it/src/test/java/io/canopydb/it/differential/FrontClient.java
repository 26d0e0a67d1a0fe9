package io.canopydb.it.differential;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.Column;
import io.canopydb.driver.session.Clusters;
import io.canopydb.driver.session.Completion;
import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.it.differential.Observation.ColumnSeen;
import io.canopydb.it.differential.Observation.Result;
import io.canopydb.it.front.TextClient;
import io.canopydb.it.front.TextFront;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.placement.ValueSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A session with a cluster through a front that is not JDBC's. It asks for no generated keys, which
 * no protocol has.
 */
final class FrontClient implements Client {
  private static final Clusters CLUSTERS = new Clusters();

  private final Engine engine;
  private final TextFront front;

  private FrontClient(Engine engine, TextFront front) {
    this.engine = engine;
    this.front = front;
  }

  /** A run of a script in which the cluster is asked through that front. */
  static DifferentialRun run(Script script, Target plain, Target canopy) {
    return new DifferentialRun(
        script,
        plain,
        canopy,
        8,
        plain::clientOfTexts,
        database -> new FrontClient(canopy.engine(), front(canopy, database)));
  }

  /** A front on a cluster. */
  static TextFront front(Target canopy, String database) throws SQLException {
    CanopyUrl url = CanopyUrl.parse(canopy.url(database), new Properties());
    // Connector/J's clients send one statement at a time, unless they are told otherwise.
    return new TextFront(CLUSTERS.open(url), canopy.engine() == Engine.POSTGRESQL);
  }

  /** A value that the script binds. */
  private record Bound(ParameterValue given) implements Parameter {
    @Override
    public void bind(PreparedStatement statement, int index) throws SQLException {
      given.bind(statement, index);
    }

    @Override
    public @Nullable Object value() {
      return given.value();
    }

    @Override
    public ValueSource source() {
      return ValueSource.PARAMETER;
    }
  }

  @Override
  public Observation run(String sql, @Nullable List<ParameterValue> parameters, boolean keys) {
    Notes notes = new Notes(engine);
    try {
      Matcher copy = Observer.COPY_WITH_ROWS.matcher(sql);
      if (parameters != null) {
        front.parse("", sql, notes);
        if (notes.failure == null) {
          Parameter[] bound = parameters.stream().map(Bound::new).toArray(Parameter[]::new);
          front.execute("", bound, 0, notes);
        }
      } else if (engine == Engine.POSTGRESQL && copy.matches()) {
        front.copyIn(copy.group(1), copy.group(2), notes);
      } else {
        front.query(sql, notes);
      }
    } catch (RuntimeException e) {
      return Observer.failed(e);
    }
    return notes.observation();
  }

  @Override
  public void close() throws SQLException {
    front.close();
  }

  /** What the front has said. */
  private static final class Notes implements TextClient {
    private final Engine engine;
    private final List<Result> results = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private List<ColumnSeen> columns = List.of();
    private @Nullable SQLException failure;

    Notes(Engine engine) {
      this.engine = engine;
    }

    Observation observation() {
      SQLException failed = failure;
      return failed == null
          ? new Observation.Succeeded(results, List.of())
          : Observer.failed(failed);
    }

    private List<ColumnSeen> seen(List<Column> described) {
      return described.stream()
          .map(
              column ->
                  new ColumnSeen(
                      column.label(),
                      column.name(),
                      column.type(),
                      column.typeName(),
                      column.className(),
                      switch (engine) {
                        case MYSQL -> column.catalog() + "." + column.table();
                        case POSTGRESQL -> column.schema() + "." + column.table();
                      }))
          .toList();
    }

    @Override
    public void columns(List<Column> described) {
      columns = seen(described);
      rows.clear();
    }

    @Override
    public void row(@Nullable String[] values) {
      rows.add(
          Observer.row(
              Arrays.stream(values).map(value -> value == null ? "NULL" : value).toList()));
    }

    @Override
    public void complete(String tag, Completion completion) {
      results.add(new Result.Table(columns, rows));
    }

    @Override
    public void complete(String tag, Completion completion, long count) {
      results.add(new Result.Count(count));
    }

    @Override
    public void suspended() {}

    @Override
    public void failed(SQLException error) {
      failure = error;
    }

    @Override
    public void ready(TransactionStatus status) {}
  }
}
