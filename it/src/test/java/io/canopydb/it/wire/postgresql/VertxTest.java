package io.canopydb.it.wire.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vert.x' client works through the proxy: all values in binary, and many requests at once. */
class VertxTest {
  private static final String DATABASE = "wire_vertx";
  private static final long PATIENCE_SECONDS = 20;

  private static Vertx vertx;

  @BeforeAll
  static void start() throws Exception {
    TestProxy.createDatabase(DATABASE);
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    get(vertx.close());
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static PgConnection connect(int pipelined) throws Exception {
    ServerAddress proxy = TestProxy.shared().address();
    return get(
        PgConnection.connect(
            vertx,
            new PgConnectOptions()
                .setHost(proxy.host())
                .setPort(proxy.port())
                .setUser(proxy.user())
                .setPassword(proxy.password())
                .setDatabase(DATABASE)
                .setCachePreparedStatements(pipelined > 1)
                .setPipeliningLimit(pipelined)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void readsAndWrites(int pipelined) throws Exception {
    PgConnection connection = connect(pipelined);
    get(connection.query("DROP TABLE IF EXISTS v").execute());
    get(connection.query("CREATE TABLE v (id int PRIMARY KEY, t text, n numeric)").execute());
    List<Tuple> rows = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      rows.add(Tuple.of(i, "t" + i, new BigDecimal(i + ".5")));
    }
    get(connection.preparedQuery("INSERT INTO v VALUES ($1, $2, $3)").executeBatch(rows));

    List<Future<RowSet<Row>>> asked = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      asked.add(connection.preparedQuery("SELECT t, n FROM v WHERE id = $1").execute(Tuple.of(i)));
    }
    for (int i = 1; i <= 50; i++) {
      Row row = get(asked.get(i - 1)).iterator().next();
      assertThat(row.getString(0)).isEqualTo("t" + i);
      assertThat(row.getBigDecimal(1)).isEqualTo(i + ".5");
    }

    Transaction transaction = get(connection.begin());
    get(connection.query("DELETE FROM v WHERE id > 45").execute());
    Cursor cursor = get(connection.prepare("SELECT id FROM v ORDER BY id")).cursor();
    int read = 0;
    do {
      read += get(cursor.read(20)).size();
    } while (cursor.hasMore());
    assertThat(read).isEqualTo(45);
    get(cursor.close());
    get(transaction.rollback());

    assertThatThrownBy(
            () ->
                get(
                    connection
                        .preparedQuery("INSERT INTO v (id) VALUES ($1)")
                        .execute(Tuple.of(1))))
        .cause()
        .isInstanceOf(PgException.class)
        .extracting(error -> ((PgException) error).getSqlState())
        .isEqualTo("23505");
    assertThat(
            get(connection.query("SELECT count(*) FROM v").execute()).iterator().next().getLong(0))
        .isEqualTo(50);
    get(connection.close());
  }
}
