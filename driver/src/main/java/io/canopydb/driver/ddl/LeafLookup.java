package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.DdlLookup;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks into the catalogue of the first leaf that holds a partition, where it is asked to. */
final class LeafLookup implements DdlLookup {
  private final DdlRun run;
  private final Catalogue catalogue;

  /** The shell and one partition: all that differ in what they hold. */
  private final List<Place> places;

  LeafLookup(DdlRun run) {
    this.run = run;
    this.catalogue = Catalogue.of(run.dialect().engine());
    this.places =
        run.places().byLeaf().values().stream()
            .filter(here -> here.size() > 1)
            .findFirst()
            .map(here -> here.subList(0, 2))
            .orElse(List.of(run.places().first()));
  }

  @FunctionalInterface
  private interface Question<T> {
    T in(Connection leaf, String namespace) throws SQLException;
  }

  @Override
  public Optional<String> tableOfTrigger(String trigger) throws SQLException {
    return first((leaf, namespace) -> catalogue.tableOfTrigger(leaf, namespace, trigger));
  }

  @Override
  public Optional<String> tableOfIndex(String index) throws SQLException {
    return first((leaf, namespace) -> catalogue.tableOfIndex(leaf, namespace, index));
  }

  @Override
  public Optional<String> triggerBody(String function) throws SQLException {
    return first((leaf, namespace) -> catalogue.routineBody(leaf, namespace, function));
  }

  @Override
  public boolean referredFromOutside(List<String> tables) throws SQLException {
    try (LeafWork work = run.open(places.get(0).leaf())) {
      return catalogue.referredFromOutside(work.jdbc(), run.shell(), tables);
    }
  }

  @Override
  public List<List<String>> indexes(String table) throws SQLException {
    if (run.dialect().engine() != Engine.MYSQL) {
      return List.of();
    }
    try (LeafWork work = run.open(places.get(0).leaf())) {
      return MySqlTableReader.read(work.jdbc(), run.shell(), table).keys().values().stream()
          .map(MySqlTable.Key::parts)
          .toList();
    }
  }

  @Override
  public List<String> constraints(String table) throws SQLException {
    try (LeafWork work = run.open(places.get(0).leaf())) {
      return catalogue.constraints(work.jdbc(), run.shell(), table);
    }
  }

  @Override
  public List<String> tablesWithTriggersBy(String function) throws SQLException {
    try (LeafWork work = run.open(places.get(0).leaf())) {
      Set<String> tables =
          new LinkedHashSet<>(catalogue.tablesWithTriggersBy(work.jdbc(), run.shell(), function));
      return List.copyOf(tables);
    }
  }

  private <T> Optional<T> first(Question<Optional<T>> question) throws SQLException {
    try (LeafWork work = run.open(places.get(0).leaf())) {
      for (Place place : places) {
        Optional<T> answer = question.in(work.jdbc(), place.namespace());
        if (answer.isPresent()) {
          return answer;
        }
      }
      return Optional.empty();
    }
  }
}
