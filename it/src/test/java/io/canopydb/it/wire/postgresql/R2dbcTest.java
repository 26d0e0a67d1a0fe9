package io.canopydb.it.wire.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.ValidationDepth;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** R2DBC's driver of PostgreSQL works through the proxy. */
class R2dbcTest {
  private static final String DATABASE = "wire_r2dbc";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @BeforeAll
  static void createDatabase() throws Exception {
    TestProxy.createDatabase(DATABASE);
  }

  private static PostgresqlConnection connect(boolean binary) {
    ServerAddress proxy = TestProxy.shared().address();
    return Objects.requireNonNull(
        new PostgresqlConnectionFactory(
                PostgresqlConnectionConfiguration.builder()
                    .host(proxy.host())
                    .port(proxy.port())
                    .username(proxy.user())
                    .password(proxy.password())
                    .database(DATABASE)
                    .forceBinary(binary)
                    .build())
            .create()
            .block(PATIENCE));
  }

  private static void done(Publisher<Void> work) {
    Mono.from(work).block(PATIENCE);
  }

  private static List<List<@Nullable Object>> rows(PostgresqlStatement statement) {
    return Objects.requireNonNull(
        statement
            .execute()
            .flatMap(
                result ->
                    result.map(
                        (row, columns) -> {
                          List<@Nullable Object> values = new ArrayList<>();
                          for (int i = 0; i < columns.getColumnMetadatas().size(); i++) {
                            values.add(row.get(i));
                          }
                          return values;
                        }))
            .collectList()
            .block(PATIENCE));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsAndWrites(boolean binary) {
    PostgresqlConnection connection = connect(binary);
    rows(connection.createStatement("DROP TABLE IF EXISTS r"));
    rows(
        connection.createStatement(
            "CREATE TABLE r (id int PRIMARY KEY, v text, n numeric, at timestamptz, d date, u uuid,"
                + " j jsonb)"));
    UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    OffsetDateTime at = OffsetDateTime.parse("2026-12-01T10:00:00Z");
    List<@Nullable Object> row =
        rows(connection
                .createStatement(
                    "INSERT INTO r VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id, v, n, d, u")
                .bind("$1", 1)
                .bind("$2", "one")
                .bind("$3", new BigDecimal("1.50"))
                .bind("$4", at)
                .bind("$5", LocalDate.of(2026, 12, 1))
                .bind("$6", uuid)
                .bind("$7", Json.of("{\"x\": 1}")))
            .get(0);
    assertThat(row)
        .isEqualTo(List.of(1, "one", new BigDecimal("1.50"), LocalDate.of(2026, 12, 1), uuid));

    PostgresqlStatement batch = connection.createStatement("INSERT INTO r (id, v) VALUES ($1, $2)");
    for (int i = 2; i <= 40; i++) {
      batch.bind("$1", i).bind("$2", "v" + i);
      if (i < 40) {
        batch.add();
      }
    }
    assertThat(
            Flux.from(batch.execute()).flatMap(one -> one.getRowsUpdated()).count().block(PATIENCE))
        .isEqualTo(39);
    assertThat(rows(connection.createStatement("SELECT id FROM r ORDER BY id").fetchSize(7)))
        .hasSize(40);
    assertThat(
            rows(
                connection
                    .createStatement("SELECT id FROM r WHERE id > $1 ORDER BY id")
                    .bind("$1", 10)
                    .fetchSize(7)))
        .hasSize(30);
    assertThat(rows(connection.createStatement("SELECT 1; SELECT 2")))
        .containsExactly(List.of(1), List.of(2));

    done(connection.beginTransaction(IsolationLevel.REPEATABLE_READ));
    assertThat(rows(connection.createStatement("SHOW transaction_isolation")))
        .containsExactly(List.of("repeatable read"));
    rows(connection.createStatement("DELETE FROM r"));
    done(connection.rollbackTransaction());
    assertThatThrownBy(
            () -> rows(connection.createStatement("INSERT INTO r (id) VALUES ($1)").bind("$1", 1)))
        .isInstanceOf(R2dbcDataIntegrityViolationException.class);
    assertThat(
            connection
                .copyIn(
                    "COPY r (id, v) FROM STDIN",
                    Flux.just(
                        Unpooled.wrappedBuffer(
                            "100\tx\n101\ty\n".getBytes(StandardCharsets.US_ASCII))))
                .block(PATIENCE))
        .isEqualTo(2);
    assertThat(rows(connection.createStatement("SELECT count(*) FROM r")))
        .containsExactly(List.of(42L));
    assertThat(Mono.from(connection.validate(ValidationDepth.REMOTE)).block(PATIENCE)).isTrue();
    done(connection.close());
  }
}
