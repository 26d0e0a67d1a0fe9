package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.DdlEntry.Phase;
import io.canopydb.driver.ddl.text.Change;
import io.canopydb.driver.ddl.text.ObjectName;
import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.Journal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * DDL whose every statement is final as soon as it has run: all of MySQL's, and what PostgreSQL
 * refuses in a transaction. It runs at one place first; only when the outcome there is judged good
 * does it run at all others.
 *
 * <p>The journal has the descriptions of what it changes, before and after it at the first place.
 * So whoever takes over sees at each place whether it ran there.
 */
final class Stepwise {
  private final DdlRun run;
  private final Catalogue catalogue;
  private final Undo undo;
  private final Trial trial;

  Stepwise(DdlRun run) {
    this.run = run;
    this.catalogue = Catalogue.of(run.dialect().engine());
    this.undo = new Undo(run);
    this.trial = new Trial(run);
  }

  /**
   * Carries a new statement out.
   *
   * @return what the user is to be told
   */
  List<String> execute(DdlEntry.Request request, Change change) throws SQLException {
    Place first = places(change).get(0);
    try (LeafWork work = run.open(first.leaf())) {
      DdlEntry begun = DdlEntry.begun(request, change, describeBefore(work, first, change));
      Journal.Entry written = run.write(begun);
      runFirst(first, work, written, begun);
      run.tools().faults().reach("first place done");
      Outcome outcome = decide(written, begun, same -> change, first, work);
      if (outcome.refused() != null) {
        throw outcome.refused();
      }
      return outcome.notes();
    }
  }

  /**
   * What became of a statement.
   *
   * @param refused why it was undone; null where it is carried out
   * @param notes what the user is to be told of one that is carried out
   */
  private record Outcome(@Nullable SQLException refused, List<String> notes) {}

  /**
   * Decides what is to become of a statement that ran at the first place, writes that down, and
   * does it. So it is decided once: whoever takes over behind that point finds it written.
   *
   * @param reading gives the statement with its intents, which the entry may lack
   */
  private Outcome decide(
      Journal.Entry written, DdlEntry begun, Rereading reading, Place first, LeafWork work)
      throws SQLException {
    DdlEntry decided;
    List<String> notes;
    try {
      Decider.Decision decision = run.decider(work).decide(reading.read(begun.request()));
      notes = decision.notes();
      KeyFills.prepare(run, decision);
      DdlEntry ran = begun.ran(decision, describe(work, first, begun), false);
      boolean undoable = undo.possible(ran, isStrict(work));
      if (!undoable && trial.isNeeded(ran)) {
        trial.run(ran);
      }
      decided = ran.ran(decision, ran.after(), undoable).in(Phase.DECIDED);
    } catch (SQLException refused) {
      DdlEntry entry = begun.in(Phase.REFUSED);
      Journal.Entry current = run.replace(written, entry);
      run.tools().faults().reach("refused");
      try {
        undoFirst(current, entry, first, work);
      } catch (SQLException stuck) {
        stuck.addSuppressed(refused);
        throw interrupted(entry, stuck);
      }
      return new Outcome(refused, List.of());
    }
    Journal.Entry current = run.replace(written, decided);
    run.tools().faults().reach("decided");
    return new Outcome(spread(current, decided, first, true), notes);
  }

  private void undoFirst(Journal.Entry written, DdlEntry entry, Place first, LeafWork work)
      throws SQLException {
    undo.at(first, work, entry);
    trial.cleanUp(entry);
    run.remove(written);
  }

  /** MySQL: whether values that don't fit are refused, rather than bent. */
  private boolean isStrict(LeafWork work) throws SQLException {
    return run.dialect().engine() == Engine.MYSQL
        && String.valueOf(work.value("SELECT @@SESSION.sql_mode")).contains("STRICT_");
  }

  private static SQLException interrupted(DdlEntry entry, SQLException cause) {
    return cause.getErrorCode() == CanopyError.DDL_INTERRUPTED.number()
        ? cause
        : CanopyError.DDL_INTERRUPTED.causedBy(cause, entry.change().what(), cause.getMessage());
  }

  private void runFirst(Place first, LeafWork work, Journal.Entry written, DdlEntry begun)
      throws SQLException {
    try {
      runAt(first, begun.change(), work);
    } catch (SQLException refused) {
      if (work.broken(refused)) {
        throw interrupted(begun, refused);
      }
      if (begun.change().alone()) {
        undo.at(first, work, begun); // a failed CONCURRENTLY leaves an invalid index
      }
      run.remove(written);
      throw refused;
    }
  }

  /**
   * Carries it out wherever it is not, then tells the aggregators.
   *
   * @param done where it is done for certain; null for nowhere
   * @param fresh whether it is certain that it has run nowhere else
   * @return why it was undone everywhere; null where it is carried out
   */
  private @Nullable SQLException spread(
      Journal.Entry written, DdlEntry entry, @Nullable Place done, boolean fresh)
      throws SQLException {
    Queue<LeafWork> works = new ConcurrentLinkedQueue<>();
    Map<Integer, List<Place>> byLeaf = new TreeMap<>();
    for (Place place : places(entry.change())) {
      if (!place.equals(done)) {
        byLeaf.computeIfAbsent(place.leaf().id(), leaf -> new ArrayList<>()).add(place);
      }
    }
    try {
      run.tools()
          .fanOut()
          .each(
              byLeaf.values(),
              places -> {
                try (LeafWork work = run.open(places.get(0).leaf())) {
                  works.add(work);
                  for (Place place : places) {
                    run.checkLock();
                    if (fresh || isToRun(place, work, entry)) {
                      runAt(place, entry.change(), work);
                      run.tools().faults().reach("place done: " + place.key());
                    }
                  }
                }
              },
              () -> works.forEach(LeafWork::cancel));
    } catch (SQLException failed) {
      giveUp(written, entry, failed);
      return failed;
    }
    run.tools().faults().reach("all places done");
    run.finish(written, entry);
    return null;
  }

  /** Whether it still has to run at a place; takes back there what ran half. */
  private boolean isToRun(Place place, LeafWork work, DdlEntry entry) throws SQLException {
    if (entry.changesNothingSeen()) {
      return true; // it changes nothing that can be seen, so it may run twice
    }
    Map<String, Description> now = describe(work, place, entry);
    if (entry.isAfter(place, now)) {
      return false;
    }
    if (!entry.isBefore(place, now)) {
      if (!entry.change().alone()) {
        throw CanopyError.DDL_INTERRUPTED.with(
            entry.change().what(),
            "in "
                + place.namespace()
                + " on leaf "
                + place.leaf().address()
                + " its object is neither what it was before nor what it is to be: make it there"
                + " what it was before");
      }
      undo.at(place, work, entry);
    }
    return true;
  }

  /** A place refused what others have taken: undoes it where that is sure to work. */
  private void giveUp(Journal.Entry written, DdlEntry entry, SQLException failed)
      throws SQLException {
    boolean refused =
        !run.dialect().errors().connectionBroken(failed)
            && !CanopyError.LEAF_UNREACHABLE.is(failed)
            && !Thread.currentThread().isInterrupted();
    if (!refused || !run.lock().held()) {
      throw interrupted(entry, failed);
    }
    if (!entry.undoable()) {
      throw CanopyError.DDL_INTERRUPTED.causedBy(
          failed,
          entry.change().what(),
          failed.getMessage() + "; it can't be undone where it ran, so take that cause away");
    }
    DdlEntry undoing = entry.in(Phase.UNDOING);
    Journal.Entry current = run.replace(written, undoing);
    run.tools().faults().reach("undoing");
    try {
      undoEverywhere(current, undoing);
    } catch (SQLException stuck) {
      stuck.addSuppressed(failed);
      throw interrupted(entry, stuck);
    }
  }

  private void undoEverywhere(Journal.Entry written, DdlEntry entry) throws SQLException {
    Map<Integer, List<Place>> byLeaf = new TreeMap<>();
    for (Place place : places(entry.change())) {
      byLeaf.computeIfAbsent(place.leaf().id(), leaf -> new ArrayList<>()).add(place);
    }
    run.tools()
        .fanOut()
        .each(
            byLeaf.values(),
            places -> {
              try (LeafWork work = run.open(places.get(0).leaf())) {
                for (Place place : places) {
                  run.checkLock();
                  undo.at(place, work, entry);
                  run.tools().faults().reach("place undone: " + place.key());
                }
              }
            },
            () -> {});
    run.remove(written);
  }

  /**
   * Takes over from whoever wrote the entry: afterwards the statement is done everywhere, or
   * nowhere because some place refused it.
   */
  void settle(Journal.Entry written, DdlEntry entry, Rereading rereading) throws SQLException {
    switch (entry.phase()) {
      case BEGUN -> settleBegun(written, entry, rereading);
      case REFUSED -> {
        Place first = places(entry.change()).get(0);
        try (LeafWork work = run.open(first.leaf())) {
          undoFirst(written, entry, first, work);
        }
      }
      case DECIDED -> spread(written, entry, null, false);
      case UNDOING -> undoEverywhere(written, entry);
    }
  }

  /** Reads a statement again, whose intents the journal does not hold. */
  @FunctionalInterface
  interface Rereading {
    Change read(DdlEntry.Request request) throws SQLException;
  }

  /** It ran at the first place or it did not: the engine does a statement as a whole. */
  private void settleBegun(Journal.Entry written, DdlEntry entry, Rereading rereading)
      throws SQLException {
    Place first = places(entry.change()).get(0);
    try (LeafWork work = run.open(first.leaf())) {
      if (entry.isBefore(first, describe(work, first, entry))) {
        run.remove(written); // or it changed nothing that can be seen
        return;
      }
      decide(written, entry, rereading, first, work);
    }
  }

  private List<Place> places(Change change) {
    return run.places().all().stream()
        .filter(place -> change.at(place.isShell()) != null)
        .sorted(Comparator.comparing(place -> change.partitionsFirst() && place.isShell()))
        .toList();
  }

  private static void runAt(Place place, Change change, LeafWork work) throws SQLException {
    for (Template text : change.allAt(place.isShell())) {
      work.run(place, text);
    }
  }

  private Map<String, Description> describe(LeafWork work, Place place, DdlEntry entry)
      throws SQLException {
    return catalogue.describeAll(
        work.jdbc(), place.namespace(), run.shell(), entry.objectsAt(place));
  }

  /** Those of the first place, and of the shell beside it what only shells have. */
  private Map<String, Description> describeBefore(LeafWork work, Place first, Change change)
      throws SQLException {
    Map<String, Description> all = new TreeMap<>();
    for (ObjectName object : change.objects()) {
      String namespace = object.shellOnly() ? run.shell() : first.namespace();
      catalogue
          .describe(work.jdbc(), namespace, run.shell(), object)
          .ifPresent(found -> all.put(Catalogue.key(object), found));
    }
    return all;
  }
}
