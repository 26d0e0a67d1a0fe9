package io.canopydb.it.apps;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.canopydb.metadata.model.Engine;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeSetStatus;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Liquibase brings a schema up to date and back, with its own tables for history and lock. */
class LiquibaseTest {
  private static final String CHANGES =
      """
      databaseChangeLog:
        - changeSet:
            id: 1
            author: test
            changes:
              - createTable:
                  tableName: person
                  columns:
                    - column: {name: id, type: int, constraints: {primaryKey: true, nullable: false}}
                    - column: {name: name, type: varchar(50), constraints: {nullable: false}}
                    - column: {name: born, type: date}
              - createIndex:
                  tableName: person
                  indexName: person_name
                  columns:
                    - column: {name: name}
        - changeSet:
            id: 2
            author: test
            changes:
              - insert:
                  tableName: person
                  columns:
                    - column: {name: id, valueNumeric: 1}
                    - column: {name: name, value: Ada}
                    - column: {name: born, valueDate: "1815-12-10"}
              - insert:
                  tableName: person
                  columns:
                    - column: {name: id, valueNumeric: 2}
                    - column: {name: name, value: Grace}
            rollback:
              - delete: {tableName: person}
        - changeSet:
            id: 3
            author: test
            preConditions:
              - onFail: MARK_RAN
              - columnExists: {tableName: person, columnName: born}
            changes:
              - addColumn:
                  tableName: person
                  columns:
                    - column: {name: email, type: varchar(80), defaultValue: none}
              - addNotNullConstraint: {tableName: person, columnName: email, columnDataType: varchar(80)}
              - renameColumn: {tableName: person, oldColumnName: born, newColumnName: birthday, columnDataType: date}
        - changeSet:
            id: 4
            author: test
            preConditions:
              - onFail: MARK_RAN
              - not:
                  - tableExists: {tableName: person}
            changes:
              - createTable:
                  tableName: never
                  columns:
                    - column: {name: id, type: int}
            rollback: empty
        - changeSet:
            id: 5
            author: test
            changes:
              - createView:
                  viewName: adults
                  selectQuery: SELECT id, name FROM person WHERE birthday IS NOT NULL
              - tagDatabase: {tag: done}
      """;

  /** On PostgreSQL dropAll drops Liquibase's tables in the transaction that has read them. */
  private static final String DDL_COMMITS = "&ddlCommits=true";

  @TempDir private Path directory;

  /** Something to do with a Liquibase over a connection of its own. */
  @FunctionalInterface
  interface Use<T> {
    T of(Liquibase liquibase) throws Exception;
  }

  private <T> T with(DataSource source, Use<T> use) throws Exception {
    return with(source, directory, use);
  }

  static <T> T with(DataSource source, Path directory, Use<T> use) throws Exception {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(source.getConnection()));
    try (Liquibase liquibase =
        new Liquibase("changes.yaml", new DirectoryResourceAccessor(directory), database)) {
      return Scope.child(
          Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> use.of(liquibase));
    }
  }

  private static List<String> rows(DataSource source, String sql) throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> read = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(rows.getString(i)).append(' ');
        }
        read.add(row.toString());
      }
      return read;
    }
  }

  private static void history(DataSource source, Notes notes) throws Exception {
    notes.note(
        "history",
        rows(
            source,
            "SELECT id, orderexecuted, exectype, md5sum, tag FROM DATABASECHANGELOG"
                + " ORDER BY orderexecuted"));
    notes.note("lock", rows(source, "SELECT id, locked, lockedby FROM DATABASECHANGELOGLOCK"));
  }

  @ParameterizedTest
  @EnumSource
  void updatesAndRollsBack(Engine engine) throws Exception {
    Files.writeString(directory.resolve("changes.yaml"), CHANGES);
    OnBothSides.same(
        engine,
        "liquibase",
        DDL_COMMITS,
        (url, notes) -> {
          try (HikariDataSource source = DataSources.hikari(url)) {
            notes.note(
                "status",
                with(source, l -> l.getChangeSetStatuses(new Contexts(), new LabelExpression()))
                    .stream()
                    .map(ChangeSetStatus::getWillRun)
                    .toList());
            with(source, LiquibaseTest::update);
            history(source, notes);
            notes.note("persons", rows(source, "SELECT * FROM person ORDER BY id"));
            notes.note("adults", rows(source, "SELECT * FROM adults ORDER BY id"));
            with(source, LiquibaseTest::update);
            with(
                source,
                liquibase -> {
                  liquibase.validate();
                  StringWriter sql = new StringWriter();
                  liquibase.rollback(3, "", sql);
                  return sql;
                });
            with(
                source,
                liquibase -> {
                  liquibase.rollback(2, "");
                  return 0;
                });
            history(source, notes);
            notes.note("persons", rows(source, "SELECT * FROM person ORDER BY id"));
            with(source, LiquibaseTest::update);
            history(source, notes);
            with(
                source,
                liquibase -> {
                  liquibase.dropAll();
                  return 0;
                });
            notes.failure("dropped", () -> rows(source, "SELECT * FROM person"));
            with(source, LiquibaseTest::update);
            history(source, notes);
          }
        });
  }

  static int update(Liquibase liquibase) throws Exception {
    liquibase.update(new Contexts());
    return 0;
  }

  @ParameterizedTest
  @EnumSource
  void locksOtherProcessesOut(Engine engine) throws Exception {
    Files.writeString(directory.resolve("changes.yaml"), CHANGES);
    OnBothSides.same(
        engine,
        "liquibase",
        (url, notes) -> {
          try (HikariDataSource source = DataSources.hikari(url)) {
            notes.note(
                "lock",
                with(
                    source,
                    first -> {
                      LockService mine =
                          LockServiceFactory.getInstance().getLockService(first.getDatabase());
                      boolean got = mine.acquireLock();
                      boolean other =
                          with(
                              source,
                              second ->
                                  LockServiceFactory.getInstance()
                                      .getLockService(second.getDatabase())
                                      .acquireLock());
                      mine.releaseLock();
                      return got + " " + other;
                    }));
            with(source, LiquibaseTest::update);
            history(source, notes);
            notes.note("persons", rows(source, "SELECT * FROM person ORDER BY id"));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void startsInManyProcessesAtOnce(Engine engine) throws Exception {
    Files.writeString(directory.resolve("changes.yaml"), CHANGES);
    OnBothSides.same(
        engine,
        "liquibase",
        DDL_COMMITS,
        (url, notes) -> {
          try (HikariDataSource source = DataSources.hikari(url)) {
            // Liquibase makes its own tables before it takes its lock.
            with(source, l -> l.getChangeSetStatuses(new Contexts(), new LabelExpression()));
            List<Process> processes = new ArrayList<>();
            try {
              for (int i = 0; i < 3; i++) {
                processes.add(LiquibaseProcess.start(url, directory));
              }
              for (Process process : processes) {
                assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
                notes.note("exit", process.exitValue());
              }
            } finally {
              processes.forEach(Process::destroyForcibly);
            }
            history(source, notes);
            notes.note("persons", rows(source, "SELECT * FROM person ORDER BY id"));
          }
        });
  }
}
