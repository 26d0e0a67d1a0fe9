package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.ObjectName;
import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes back at a place what a statement did there. Does nothing where it did not run. */
final class Undo {
  private final DdlRun run;
  private final Catalogue catalogue;

  Undo(DdlRun run) {
    this.run = run;
    this.catalogue = Catalogue.of(run.dialect().engine());
  }

  /** Whether it can be undone at every place, partitions with data included. */
  boolean possible(DdlEntry entry) {
    return entry.change().inverse() != null || !wayBack(entry).isEmpty();
  }

  /** Undoes it at any place. */
  void at(Place place, LeafWork work, DdlEntry entry) throws SQLException {
    if (entry.isBefore(place, descriptions(place, work, entry))) {
      return;
    }
    Template inverse = entry.change().inverse();
    work.enter(place);
    if (inverse != null) {
      work.run(place, inverse);
    } else {
      for (Map.Entry<ObjectName, List<String>> table : wayBack(entry).entrySet()) {
        work.execute(
            "ALTER TABLE "
                + qualified(place, table.getKey().name())
                + " "
                + String.join(", ", table.getValue()));
      }
    }
    check(place, work, entry);
  }

  /**
   * Undoes it at the first place, where it was found not to be acceptable. In a shell the table of
   * a partitioned one is empty, so it can be made anew whatever was done to it.
   */
  void first(Place place, LeafWork work, DdlEntry entry) throws SQLException {
    Map<String, String> now = descriptions(place, work, entry);
    if (entry.isBefore(place, now)) {
      return;
    }
    Template inverse = entry.change().inverse();
    if (inverse != null) {
      work.run(place, inverse);
    } else {
      makeAnew(place, work, entry, now);
    }
    check(place, work, entry);
  }

  private void makeAnew(Place place, LeafWork work, DdlEntry entry, Map<String, String> now)
      throws SQLException {
    if (run.dialect().engine() != Engine.MYSQL || !place.isShell()) {
      throw stuck(entry, place);
    }
    work.enter(place);
    for (ObjectName object : entry.change().objects()) {
      if (object.kind() != ObjectName.Kind.TABLE) {
        throw stuck(entry, place);
      }
      String name = qualified(place, object.name());
      if (now.containsKey(key(object))
          && work.value("SELECT 1 FROM " + name + " LIMIT 1") != null) {
        throw stuck(entry, place);
      }
    }
    String checks = work.value("SELECT @@SESSION.foreign_key_checks");
    work.execute("SET SESSION foreign_key_checks = 0");
    try {
      for (ObjectName object : entry.change().objects()) {
        work.execute("DROP TABLE IF EXISTS " + qualified(place, object.name()));
      }
      for (ObjectName object : entry.change().objects()) {
        @Nullable String description = entry.before().get(key(object));
        if (description != null) {
          work.execute(description);
        }
      }
    } finally {
      work.execute("SET SESSION foreign_key_checks = " + checks);
    }
  }

  /** For each table, the clauses of the ALTER TABLE that leads back; empty where there are none. */
  private Map<ObjectName, List<String>> wayBack(DdlEntry entry) {
    Map<ObjectName, List<String>> ways = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
    if (run.dialect().engine() != Engine.MYSQL) {
      return ways;
    }
    for (ObjectName object : entry.change().objects()) {
      String before = entry.before().get(key(object));
      String after = entry.after().get(key(object));
      if (object.kind() != ObjectName.Kind.TABLE || before == null || after == null) {
        return Map.of();
      }
      Optional<List<String>> clauses = TableDiff.clauses(before, after);
      if (clauses.isEmpty() || clauses.get().isEmpty()) {
        return Map.of();
      }
      ways.put(object, clauses.get());
    }
    return ways;
  }

  private void check(Place place, LeafWork work, DdlEntry entry) throws SQLException {
    if (!entry.isBefore(place, descriptions(place, work, entry))) {
      throw stuck(entry, place);
    }
  }

  private static SQLException stuck(DdlEntry entry, Place place) {
    return CanopyError.DDL_INTERRUPTED.with(
        entry.change().what(),
        "it could not be undone in " + place.namespace() + " on leaf " + place.leaf().address());
  }

  private Map<String, String> descriptions(Place place, LeafWork work, DdlEntry entry)
      throws SQLException {
    return catalogue.describeAll(
        work.jdbc(), place.namespace(), run.shell(), entry.objectsAt(place));
  }

  private String qualified(Place place, String name) {
    return run.dialect().quoteName(place.namespace()) + "." + run.dialect().quoteName(name);
  }

  private static String key(ObjectName object) {
    return Catalogue.key(object);
  }
}
