package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.ObjectName;
import io.canopydb.driver.ddl.text.ObjectName.Kind;
import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes back at a place what a statement did there. Does nothing where it did not run. */
final class Undo {
  /** Values that don't fit are refused, and what old tables may have for a date is taken. */
  private static final String MODE = "STRICT_ALL_TABLES";

  /** What lies in shells only, and has no rows. */
  private static final Set<Kind> CODE = Set.of(Kind.VIEW, Kind.FUNCTION, Kind.PROCEDURE);

  private final DdlRun run;
  private final Catalogue catalogue;

  Undo(DdlRun run) {
    this.run = run;
    this.catalogue = Catalogue.of(run.dialect().engine());
  }

  /**
   * Whether a statement can be undone at every place, partitions with rows included.
   *
   * @param strict whether it ran in a mode that bends no values
   */
  boolean possible(DdlEntry entry, boolean strict) throws SQLException {
    if (entry.change().inverse() != null) {
      return true;
    }
    if (run.dialect().engine() != Engine.MYSQL || entry.change().objects().isEmpty()) {
      return false;
    }
    if (isCode(entry)) {
      return entry.before().values().stream()
          .noneMatch(found -> found.text().equals(MySqlCatalogue.HIDDEN));
    }
    Optional<Altered> altered = altered(entry, entry.after());
    return altered.isPresent() && altered.get().diff().keepsValues(strict);
  }

  /** Undoes it at a place. */
  void at(Place place, LeafWork work, DdlEntry entry) throws SQLException {
    try {
      Map<String, Description> now = descriptions(place, work, entry);
      if (entry.isBefore(place, now)) {
        return;
      }
      Template inverse = entry.change().inverse();
      work.enter(place);
      if (inverse != null) {
        work.run(place, inverse);
      } else if (run.dialect().engine() != Engine.MYSQL) {
        throw stuck(entry, place, null);
      } else if (isCode(entry)) {
        makeCodeAnew(place, work, entry);
      } else if (place.isShell() && isOfPartitions(entry)) {
        makeAnew(place, work, entry, now);
      } else {
        alterBack(place, work, entry, now);
      }
    } catch (SQLException e) {
      if (work.broken(e) || e.getErrorCode() == CanopyError.DDL_INTERRUPTED.number()) {
        throw e;
      }
      throw stuck(entry, place, e);
    }
    if (!entry.isBefore(place, descriptions(place, work, entry))) {
      throw stuck(entry, place, null);
    }
  }

  private static boolean isCode(DdlEntry entry) {
    return !entry.change().objects().isEmpty()
        && entry.change().objects().stream().allMatch(object -> CODE.contains(object.kind()));
  }

  /** In a shell the table of a partitioned one is empty, whatever a statement made of it. */
  private boolean isOfPartitions(DdlEntry entry) {
    return entry.change().objects().stream()
        .allMatch(
            object -> {
              Table table = run.database().tables().get(object.name());
              return object.kind() == Kind.TABLE
                  && (table == null || !(table.distribution() instanceof Distribution.Reference));
            });
  }

  private void makeCodeAnew(Place place, LeafWork work, DdlEntry entry) throws SQLException {
    for (ObjectName object : entry.change().objects()) {
      work.execute("DROP " + object.kind() + " IF EXISTS " + qualified(place, object.name()));
      @Nullable Description before = entry.before().get(Catalogue.key(object));
      if (before != null) {
        work.underMode(before.mode(), () -> work.execute(before.text()));
      }
    }
  }

  private void makeAnew(Place place, LeafWork work, DdlEntry entry, Map<String, Description> now)
      throws SQLException {
    for (ObjectName object : entry.change().objects()) {
      String name = qualified(place, object.name());
      if (now.containsKey(Catalogue.key(object))
          && work.value("SELECT 1 FROM " + name + " LIMIT 1") != null) {
        throw stuck(entry, place, null);
      }
    }
    withoutForeignKeyChecks(
        work,
        () -> {
          for (ObjectName object : entry.change().objects()) {
            work.execute("DROP TABLE IF EXISTS " + qualified(place, object.name()));
          }
          for (ObjectName object : entry.change().objects()) {
            @Nullable Description before = entry.before().get(Catalogue.key(object));
            if (before != null) {
              work.underMode("", () -> work.execute(before.text()));
            }
          }
        });
  }

  private static void withoutForeignKeyChecks(LeafWork work, LeafWork.Work inner)
      throws SQLException {
    String checks = work.value("SELECT @@SESSION.foreign_key_checks");
    work.execute("SET SESSION foreign_key_checks = 0");
    try {
      inner.run();
    } finally {
      work.execute("SET SESSION foreign_key_checks = " + checks);
    }
  }

  private void alterBack(Place place, LeafWork work, DdlEntry entry, Map<String, Description> now)
      throws SQLException {
    Altered altered = altered(entry, now).orElseThrow(() -> stuck(entry, place, null));
    List<String> clauses = new ArrayList<>(altered.diff().clauses(parent -> parent(place, parent)));
    if (!altered.from().equals(altered.to())) {
      clauses.add("RENAME TO " + qualified(place, altered.to()));
    }
    String sql =
        "ALTER TABLE " + qualified(place, altered.from()) + " " + String.join(", ", clauses);
    // What a foreign key refers to was checked before the statement.
    withoutForeignKeyChecks(work, () -> work.underMode(MODE, () -> work.execute(sql)));
  }

  /** A table that a foreign key refers to: a reference table has its rows in the shell only. */
  private String parent(Place place, String name) {
    Table table = run.database().tables().get(name);
    boolean inShell = table != null && table.distribution() instanceof Distribution.Reference;
    return inShell
        ? run.dialect().quoteName(run.shell()) + "." + run.dialect().quoteName(name)
        : qualified(place, name);
  }

  /** One table, by the name that it got and the one that it had. */
  private record Altered(String from, String to, TableDiff diff) {}

  /** The one table that the statement changed; empty where it is not about one. */
  private static Optional<Altered> altered(DdlEntry entry, Map<String, Description> now)
      throws SQLException {
    @Nullable String from = only(entry.change().objects(), now);
    @Nullable String to = only(entry.change().objects(), entry.before());
    if (from == null || to == null) {
      return Optional.empty();
    }
    Optional<TableDiff> diff =
        TableDiff.of(
            entry.before().get(Catalogue.key(new ObjectName(Kind.TABLE, to))),
            now.get(Catalogue.key(new ObjectName(Kind.TABLE, from))));
    return diff.map(way -> new Altered(from, to, way));
  }

  private static @Nullable String only(List<ObjectName> objects, Map<String, Description> found) {
    List<ObjectName> there =
        objects.stream().filter(object -> found.containsKey(Catalogue.key(object))).toList();
    return there.size() == 1 && there.get(0).kind() == Kind.TABLE ? there.get(0).name() : null;
  }

  private static SQLException stuck(DdlEntry entry, Place place, @Nullable SQLException cause) {
    String objects =
        String.join(", ", entry.change().objects().stream().map(ObjectName::name).toList());
    return CanopyError.DDL_INTERRUPTED.causedBy(
        cause,
        entry.change().what(),
        "it could not be undone in "
            + place.namespace()
            + " on leaf "
            + place.leaf().address()
            + (cause == null ? "" : ": " + cause.getMessage())
            + "; make "
            + objects
            + " there what it was before");
  }

  private Map<String, Description> descriptions(Place place, LeafWork work, DdlEntry entry)
      throws SQLException {
    return catalogue.describeAll(
        work.jdbc(), place.namespace(), run.shell(), entry.objectsAt(place));
  }

  private String qualified(Place place, String name) {
    return run.dialect().quoteName(place.namespace()) + "." + run.dialect().quoteName(name);
  }
}
