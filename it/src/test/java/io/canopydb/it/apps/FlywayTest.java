package io.canopydb.it.apps;

import com.zaxxer.hikari.HikariDataSource;
import io.canopydb.metadata.model.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flyway brings a schema up to date, and keeps its own history. */
class FlywayTest {
  /** On PostgreSQL Flyway indexes its history in the transaction that has written to it. */
  private static final String DDL_COMMITS = "&ddlCommits=true";

  @TempDir private Path directory;

  /** Flyway knows drivers by their URLs, but databases by what a connection says of itself. */
  private FluentConfiguration flyway(DataSource source) {
    return Flyway.configure()
        .dataSource(source)
        .locations("filesystem:" + directory)
        .failOnMissingLocations(true);
  }

  private void script(String name, String... statements) throws Exception {
    Files.writeString(directory.resolve(name), String.join(";\n", statements) + ";\n");
  }

  private void firstScripts() throws Exception {
    Files.deleteIfExists(directory.resolve("V4__more.sql"));
    script(
        "V1__customers.sql",
        "CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(50) NOT NULL)",
        "CREATE INDEX customer_name ON customer (name)");
    script(
        "V2__data.sql",
        "INSERT INTO customer VALUES (1, 'Ada'), (2, 'Grace'), (3, 'Barbara')",
        "UPDATE customer SET name = 'Grace H.' WHERE id = 2");
    script("V3__age.sql", "ALTER TABLE customer ADD COLUMN age INT");
    script(
        "R__view.sql",
        "CREATE OR REPLACE VIEW named AS SELECT id, name FROM customer WHERE name <> ''");
  }

  private static void history(Flyway flyway, Notes notes) {
    notes.note("history", Arrays.stream(flyway.info().all()).map(FlywayTest::described).toList());
  }

  private static String described(MigrationInfo migration) {
    return migration.getVersion()
        + " "
        + migration.getDescription()
        + " "
        + migration.getState()
        + " "
        + migration.getInstalledRank()
        + " "
        + migration.getChecksum();
  }

  private static void names(DataSource source, Notes notes) throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, name FROM named ORDER BY id")) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getInt(1) + rows.getString(2));
      }
      notes.note("names", names);
    }
  }

  @ParameterizedTest
  @EnumSource
  void migrates(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "flyway",
        (url, notes) -> {
          try (HikariDataSource source = DataSources.hikari(url)) {
            firstScripts();
            Flyway flyway = flyway(source).load();
            history(flyway, notes);
            notes.note("first", flyway.migrate().migrationsExecuted);
            names(source, notes);
            notes.note("again", flyway.migrate().migrationsExecuted);
            script("V4__more.sql", "INSERT INTO customer (id, name, age) VALUES (4, 'Edith', 30)");
            notes.note("later", flyway.migrate().migrationsExecuted);
            flyway.validate();
            script("V2__data.sql", "INSERT INTO customer VALUES (1, 'Eve')");
            notes.failure("changed", flyway::validate);
            flyway.repair();
            flyway.validate();
            script("V5__bad.sql", "INSERT INTO customer (id, name) VALUES (4, 'twice')");
            notes.failure("failed", flyway::migrate);
            history(flyway, notes);
            Files.delete(directory.resolve("V5__bad.sql"));
            flyway.repair();
            history(flyway, notes);
            names(source, notes);
            notes.failure("clean", () -> flyway(source).load().clean());
            flyway(source).cleanDisabled(false).load().clean();
            history(flyway, notes);
            notes.note("after clean", flyway.migrate().success);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void baselines(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "flyway",
        DDL_COMMITS,
        (url, notes) -> {
          try (HikariDataSource source = DataSources.hikari(url)) {
            firstScripts();
            try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
              statement.execute(
                  "CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(50) NOT NULL)");
            }
            notes.failure("not empty", () -> flyway(source).load().migrate());
            Flyway flyway = flyway(source).baselineVersion("1").baselineOnMigrate(true).load();
            notes.note("migrated", flyway.migrate().migrationsExecuted);
            history(flyway, notes);
            names(source, notes);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void startsInManyProcessesAtOnce(Engine engine) throws Exception {
    OnBothSides.same(
        engine,
        "flyway",
        (url, notes) -> {
          try (HikariDataSource source = DataSources.hikari(url)) {
            firstScripts();
            ExecutorService processes = Executors.newFixedThreadPool(4);
            try {
              Callable<Integer> start = () -> flyway(source).load().migrate().migrationsExecuted;
              int executed = 0;
              for (Future<Integer> started :
                  processes.invokeAll(List.of(start, start, start, start))) {
                executed += started.get();
              }
              notes.note("executed", executed);
            } finally {
              processes.shutdown();
            }
            history(flyway(source).load(), notes);
            names(source, notes);
          }
        });
  }
}
