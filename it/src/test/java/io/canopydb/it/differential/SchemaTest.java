package io.canopydb.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schemas and dumps that were written for one server load unchanged, under the two cluster
 * variables that let them, and then answer as on one server.
 */
class SchemaTest {
  /** {@code -Dcanopy.schemas=WORD} takes those whose names contain the word. */
  static Stream<Schema> schemas() {
    String word = System.getProperty("canopy.schemas", "");
    return Stream.of(Engine.values())
        .flatMap(SchemaTest::schemas)
        .filter(schema -> schema.toString().contains(word));
  }

  private static Stream<Schema> schemas(Engine engine) {
    return Stream.concat(
        Stream.of(batch(engine), quartz(engine), bpm(engine), common(engine, "clinic")),
        Stream.concat(
            Stream.of(common(engine, "staff"), own(engine, "film_rental"), own(engine, "trading")),
            switch (engine) {
              case MYSQL -> Stream.of(own(engine, "music_store"), own(engine, "blog"));
              case POSTGRESQL -> Stream.of(own(engine, "music_store"));
            }));
  }

  /** Spring Batch's, out of its own library. */
  private static Schema batch(Engine engine) {
    return published(
        "batch", engine, "/org/springframework/batch/core/schema-" + name(engine) + ".sql");
  }

  private static Schema quartz(Engine engine) {
    return published(
        "quartz",
        engine,
        switch (engine) {
          case MYSQL -> "/org/quartz/impl/jdbcjobstore/tables_mysql_innodb.sql";
          case POSTGRESQL -> "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";
        });
  }

  /** That of a process engine, Operaton. */
  private static Schema bpm(Engine engine) {
    String product = engine == Engine.MYSQL ? "mysql" : "postgres";
    return published(
        "bpm",
        engine,
        Stream.of(
                "engine",
                "case.engine",
                "case.history",
                "history",
                "decision.engine",
                "decision.history",
                "identity")
            .map(
                part ->
                    "/org/operaton/bpm/engine/db/create/activiti."
                        + product
                        + ".create."
                        + part
                        + ".sql")
            .toArray(String[]::new));
  }

  private static Schema published(String name, Engine engine, String... sources) {
    return new Schema(name, engine, List.of(sources), null);
  }

  private static Schema own(Engine engine, String name) {
    return own(engine, name, name(engine));
  }

  /** One whose queries are the same on all engines. */
  private static Schema common(Engine engine, String name) {
    return own(engine, name, "common");
  }

  private static Schema own(Engine engine, String name, String queries) {
    return new Schema(
        name,
        engine,
        List.of("/schemas/" + name(engine) + "/" + name + ".sql"),
        "/schemas/" + queries + "/" + name + ".queries.sql");
  }

  private static String name(Engine engine) {
    return engine.name().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void loadsAndAnswersAsOnOneServer(Schema schema) throws Exception {
    Target canopy = TestTargets.canopy(schema.engine());
    ForeignSchemas.allow(canopy);
    try (DifferentialRun run =
        new DifferentialRun(
            schema.script(), TestTargets.plain(schema.engine()), canopy, schema.partitions())) {
      List<Difference> differences = run.run().differences();
      assertThat(differences)
          .as(
              () ->
                  differences.stream()
                      .map(Difference::toString)
                      .collect(Collectors.joining("\n", "\n", "")))
          .isEmpty();
    } finally {
      ForeignSchemas.refuse(canopy);
    }
  }
}
