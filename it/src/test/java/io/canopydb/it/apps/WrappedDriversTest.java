package io.canopydb.it.apps;

import com.p6spy.engine.spy.P6DataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.canopydb.metadata.model.Engine;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands between an application and its driver: pools, spies and instrumentation. */
class WrappedDriversTest {

  /** What an application does with any DataSource. */
  static void use(DataSource source, Notes notes) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE w (id INT PRIMARY KEY, name VARCHAR(20))");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO w VALUES (?, ?)")) {
        for (int i = 0; i < 20; i++) {
          insert.setInt(1, i);
          insert.setString(2, i % 5 == 0 ? null : "name " + i);
          insert.addBatch();
        }
        notes.note("batch", insert.executeBatch().length);
      }
      connection.setAutoCommit(false);
      statement.executeUpdate("DELETE FROM w WHERE id > 10");
      connection.rollback();
      statement.executeUpdate("DELETE FROM w WHERE id > 15");
      connection.commit();
      connection.setAutoCommit(true);
      List<String> names = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("SELECT id, name FROM w ORDER BY id DESC")) {
        while (rows.next()) {
          names.add(rows.getInt("id") + rows.getString("name"));
        }
      }
      notes.note("names", names);
      notes.note("valid", connection.isValid(5));
    }
    notes.failure(
        "duplicate",
        () -> {
          try (Connection connection = source.getConnection();
              Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO w VALUES (1, 'again')");
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void p6Spy(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "wrapped",
        (url, notes) -> {
          try (HikariDataSource pool = DataSources.hikari(url)) {
            use(new P6DataSource(pool), notes);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void tomcat(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "wrapped",
        (url, notes) -> {
          var pool = DataSources.tomcat(url);
          try {
            use(pool, notes);
            notes.note("idle", pool.getIdle() + " " + pool.getActive());
          } finally {
            pool.close();
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void micrometer(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "wrapped",
        (url, notes) -> {
          SimpleMeterRegistry registry = new SimpleMeterRegistry();
          HikariConfig config = new HikariConfig();
          config.setPoolName("shop");
          config.setJdbcUrl(url);
          config.setMaximumPoolSize(2);
          config.setMetricRegistry(registry);
          try (HikariDataSource pool = new HikariDataSource(config)) {
            use(pool, notes);
            notes.note(
                "meters",
                registry.getMeters().stream()
                    .map(Meter::getId)
                    .map(Meter.Id::getName)
                    .sorted()
                    .distinct()
                    .toList());
            notes.note(
                "uses", registry.timer("hikaricp.connections.usage", "pool", "shop").count());
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void openTelemetry(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "wrapped",
        (url, notes) -> {
          InMemorySpanExporter spans = InMemorySpanExporter.create();
          try (SdkTracerProvider tracers =
                  SdkTracerProvider.builder()
                      .addSpanProcessor(SimpleSpanProcessor.create(spans))
                      .build();
              OpenTelemetrySdk telemetry =
                  OpenTelemetrySdk.builder().setTracerProvider(tracers).build();
              HikariDataSource pool = DataSources.hikari(url)) {
            use(JdbcTelemetry.create(telemetry).wrap(pool), notes);
            notes.note(
                "spans",
                spans.getFinishedSpanItems().stream().map(WrappedDriversTest::text).toList());
          }
        });
  }

  private static String text(SpanData span) {
    String sql = span.getAttributes().get(AttributeKey.stringKey("db.statement"));
    return span.getStatus().getStatusCode() + " " + sql;
  }
}
