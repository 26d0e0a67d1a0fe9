package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Change;
import io.canopydb.driver.ddl.text.ObjectName;
import io.canopydb.driver.ddl.text.ObjectName.Kind;
import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tries a statement on copies before it touches rows. It does so where one partition's rows could
 * refuse it, and the others, where it has run, could not get their values back: a column that is
 * gone, a number that was rounded. It costs a copy of the table; most statements need none, since
 * they can be undone.
 */
final class Trial {
  /** A zero in a column whose values are issued stays one. */
  private static final String MODE = "NO_AUTO_VALUE_ON_ZERO";

  private final DdlRun run;
  private final Catalogue catalogue;

  Trial(DdlRun run) {
    this.run = run;
    this.catalogue = Catalogue.of(run.dialect().engine());
  }

  /**
   * Whether a statement that can't be undone is to be tried.
   *
   * @param entry with what it came to at the first place
   */
  boolean isNeeded(DdlEntry entry) throws SQLException {
    if (entry.change().trial() == null || run.dialect().engine() != Engine.MYSQL) {
      return false;
    }
    @Nullable Description before = only(entry.change().objects(), entry.before());
    @Nullable Description after = only(entry.change().objects(), entry.after());
    if (before == null || after == null) {
      return true;
    }
    Optional<TableDiff> diff = TableDiff.of(before, after);
    return diff.isEmpty() || diff.get().rowsMayRefuse();
  }

  private static @Nullable Description only(
      List<ObjectName> objects, Map<String, Description> found) {
    List<Description> there = new ArrayList<>();
    for (ObjectName object : objects) {
      Description description = found.get(Catalogue.key(object));
      if (description != null) {
        there.add(description);
      }
    }
    return there.size() == 1 ? there.get(0) : null;
  }

  /**
   * Runs the statement on a copy in each partition.
   *
   * @throws SQLException what a partition refuses
   */
  void run(DdlEntry entry) throws SQLException {
    Template trial = entry.change().trial();
    if (trial == null) {
      return;
    }
    String table = table(entry);
    Queue<LeafWork> works = new ConcurrentLinkedQueue<>();
    run.tools()
        .fanOut()
        .each(
            partitions(),
            places -> {
              try (LeafWork work = run.open(places.get(0).leaf())) {
                works.add(work);
                for (Place place : places) {
                  run.checkLock();
                  copy(place, work, table);
                  run.tools().faults().reach("copied: " + place.key());
                  try {
                    work.run(place, trial);
                  } finally {
                    drop(place, work);
                  }
                }
              }
            },
            () -> works.forEach(LeafWork::cancel));
  }

  /** Drops what a trial may have left behind. */
  void cleanUp(DdlEntry entry) throws SQLException {
    if (entry.change().trial() != null && run.dialect().engine() == Engine.MYSQL) {
      run.tools()
          .fanOut()
          .each(
              partitions(),
              places -> {
                try (LeafWork work = run.open(places.get(0).leaf())) {
                  for (Place place : places) {
                    drop(place, work);
                  }
                }
              },
              () -> {});
    }
  }

  /** The name that the table has in partitions, where the statement has not run yet. */
  private static String table(DdlEntry entry) throws SQLException {
    return entry.change().objects().stream()
        .filter(object -> object.kind() == Kind.TABLE)
        .filter(object -> entry.before().containsKey(Catalogue.key(object)))
        .findFirst()
        .orElseThrow(
            () -> CanopyError.INTERNAL.with("nothing to copy for " + entry.change().what()))
        .name();
  }

  private List<List<Place>> partitions() {
    List<List<Place>> partitions = new ArrayList<>();
    for (List<Place> here : run.places().byLeaf().values()) {
      List<Place> own = here.stream().filter(place -> !place.isShell()).toList();
      if (!own.isEmpty()) {
        partitions.add(own);
      }
    }
    return partitions;
  }

  private void copy(Place place, LeafWork work, String table) throws SQLException {
    Description description =
        catalogue
            .describe(
                work.jdbc(), place.namespace(), run.shell(), new ObjectName(Kind.TABLE, table))
            .orElseThrow(() -> CanopyError.UNKNOWN_TABLE.with(table, place.namespace()));
    TableText text =
        TableText.of(description.text())
            .orElseThrow(() -> CanopyError.INTERNAL.with("a table's text is not understood"));
    List<String> columns =
        MySqlTable.of(description.state()).columns().stream()
            .filter(column -> !column.isGenerated())
            .map(column -> run.dialect().quoteName(column.name()))
            .toList();
    String listed = String.join(", ", columns);
    drop(place, work);
    work.enter(place);
    work.underMode(
        MODE,
        () -> {
          work.execute(text.twin(name(place, Change.COPY)));
          work.execute(
              "INSERT INTO "
                  + name(place, Change.COPY)
                  + " ("
                  + listed
                  + ") SELECT "
                  + listed
                  + " FROM "
                  + name(place, table));
        });
  }

  private void drop(Place place, LeafWork work) throws SQLException {
    work.execute("DROP TABLE IF EXISTS " + name(place, Change.COPY));
  }

  private String name(Place place, String table) {
    return run.dialect().quoteName(place.namespace()) + "." + run.dialect().quoteName(table);
  }
}
