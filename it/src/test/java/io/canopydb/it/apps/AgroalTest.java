package io.canopydb.it.apps;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ExceptionSorter;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.MySQLExceptionSorter;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agroal, the pool of Quarkus and WildFly. */
class AgroalTest {

  private static AgroalDataSourceConfigurationSupplier configured(Engine engine, String url) {
    ExceptionSorter sorter =
        switch (engine) {
          case MYSQL -> new MySQLExceptionSorter();
          case POSTGRESQL -> new PostgreSQLExceptionSorter();
        };
    return new AgroalDataSourceConfigurationSupplier()
        .metricsEnabled()
        .connectionPoolConfiguration(
            pool ->
                pool.initialSize(2)
                    .maxSize(2)
                    .acquisitionTimeout(Duration.ofSeconds(20))
                    .validateOnBorrow(true)
                    .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(5))
                    .exceptionSorter(sorter)
                    .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)));
  }

  @ParameterizedTest
  @EnumSource
  void lendsConnections(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "agroal",
        (url, notes) -> {
          AtomicInteger validated = new AtomicInteger();
          AgroalDataSourceListener counter =
              new AgroalDataSourceListener() {
                @Override
                public void onConnectionValid(Connection connection) {
                  validated.incrementAndGet();
                }
              };
          try (AgroalDataSource pool = AgroalDataSource.from(configured(engine, url), counter)) {
            WrappedDriversTest.use(pool, notes);
            leavesNothingBehind(pool, notes);
            notes.note("healthy", pool.isHealthy(false) + " " + pool.isHealthy(true));
            notes.note("validated", validated.get() >= pool.getMetrics().acquireCount());
            notes.note("acquired", pool.getMetrics().acquireCount());
            notes.note("invalid", pool.getMetrics().invalidCount());
            notes.note("active", pool.getMetrics().activeCount());
          }
        });
  }

  /** What was not committed when the connection went back is undone. */
  private static void leavesNothingBehind(AgroalDataSource pool, Notes notes) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      notes.note("deleted", statement.executeUpdate("DELETE FROM w"));
    }
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      notes.note("auto-commit", connection.getAutoCommit());
      notes.note("left", statement.executeUpdate("UPDATE w SET name = 'x'"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsLeaks(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "agroalleak",
        (url, notes) -> {
          CountDownLatch leaked = new CountDownLatch(1);
          AgroalDataSourceListener listener =
              new AgroalDataSourceListener() {
                @Override
                public void onConnectionLeak(Connection connection, Thread thread) {
                  leaked.countDown();
                }
              };
          AgroalDataSourceConfigurationSupplier configuration = configured(engine, url);
          configuration.connectionPoolConfiguration().leakTimeout(Duration.ofMillis(100));
          try (AgroalDataSource pool = AgroalDataSource.from(configuration, listener);
              Connection forgotten = pool.getConnection()) {
            notes.note("leak found", leaked.await(30, TimeUnit.SECONDS));
            notes.note("counted", pool.getMetrics().leakDetectionCount() > 0);
            notes.note("still good", forgotten.isValid(5));
          }
        });
  }
}
