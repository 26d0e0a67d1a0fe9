package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.dispatch.Observer;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.session.AggregatorOptions;
import io.canopydb.driver.session.Clusters;
import io.canopydb.driver.session.OpenCluster;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an observer is told of statements that go to leaves. */
class ObserverTest {

  /** A leaf statement that has ended. */
  private record Seen(Observer.Sent sent, long rows, @Nullable SQLException error) {}

  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

  private final Observer observer = sent -> (rows, error) -> seen.add(new Seen(sent, rows, error));

  private List<Seen> run(Session session, String sql) throws SQLException {
    seen.clear();
    Outcome outcome =
        session.execute(session.prepare(sql, false), new Parameter[0], ExecuteOptions.DEFAULT);
    if (outcome instanceof Outcome.Rows rows) {
      try (RowCursor cursor = rows.cursor()) {
        while (cursor.next()) {
          // They are counted by who is asked.
        }
      }
    }
    return List.copyOf(seen);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void isToldOfEachStatementAndItsEnd(Engine engine) throws SQLException {
    TestCluster cluster = TestCluster.of(engine);
    try (Connection admin = DriverManager.getConnection(cluster.url(""));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS observed");
      statement.execute("CREATE DATABASE observed PARTITIONS 6");
    }
    CanopyUrl url = CanopyUrl.parse(cluster.url("observed"), new Properties());
    AggregatorOptions options = AggregatorOptions.driver(url, FaultPoint.NONE).observedBy(observer);
    Credentials account = new Credentials(url.user(), url.password());
    Clusters clusters = new Clusters();
    try (OpenCluster open = clusters.open(options, account);
        Session session = open.open(url, account)) {
      run(session, "CREATE TABLE t (id INT PRIMARY KEY, v INT NOT NULL)");
      String rows = "(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8)";
      List<Seen> inserted = run(session, "INSERT INTO t VALUES " + rows);
      assertThat(inserted.stream().mapToLong(Seen::rows).sum()).isEqualTo(8);
      assertThat(inserted).extracting(one -> one.sent().plan()).containsOnly("InsertRows");
      assertThat(inserted).allMatch(one -> one.sent().shape() != null);
      assertThat(inserted).noneMatch(one -> String.valueOf(one.sent().shape()).contains("8"));

      List<Seen> point = run(session, "SELECT v FROM t WHERE id = 3");
      assertThat(point).hasSize(1);
      assertThat(point.get(0).rows()).isEqualTo(1);
      assertThat(point.get(0).sent().partitions()).hasSize(1);
      assertThat(point.get(0).sent().plan()).isEqualTo("OneOrMany");

      TreeSet<Integer> partitions = new TreeSet<>();
      run(session, "SELECT id, v FROM t WHERE v > 0")
          .forEach(one -> partitions.addAll(one.sent().partitions()));
      assertThat(partitions).containsExactly(0, 1, 2, 3, 4, 5);

      assertThatThrownBy(() -> run(session, "INSERT INTO t VALUES (3, 3)"))
          .isInstanceOf(SQLException.class);
      assertThat(seen).hasSize(1);
      assertThat((Throwable) seen.get(0).error()).isNotNull();
      assertThat(seen.get(0).rows()).isEqualTo(-1);

      List<Seen> passed = run(session, engine == Engine.MYSQL ? "DO 1" : "DO 'BEGIN END'");
      assertThat(passed).hasSize(1);
      assertThat(passed.get(0).sent().plan()).isEqualTo("OnLeaf");
      assertThat(passed.get(0).sent().shape()).isNull();
    } finally {
      clusters.end();
    }
  }
}
