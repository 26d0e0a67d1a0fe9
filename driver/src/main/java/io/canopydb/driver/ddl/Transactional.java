package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.DdlEntry.Phase;
import io.canopydb.driver.ddl.text.Change;
import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.Journal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * DDL on an engine that takes it in transactions: one transaction a leaf, and none is committed
 * before all have run. The numbers of the transactions are in the journal before the first commit,
 * so whoever takes over asks each server whether its own was committed.
 *
 * <p>What fails on one leaf before that point leaves nothing anywhere. A leaf that fails behind it
 * is made to follow, by running the statement there again.
 */
final class Transactional {
  private final DdlRun run;

  Transactional(DdlRun run) {
    this.run = run;
  }

  /**
   * Carries a new statement out.
   *
   * @return what the user is to be told
   */
  List<String> execute(DdlEntry.Request request, Change change) throws SQLException {
    DdlEntry begun = DdlEntry.begun(request, change, Map.of());
    Journal.Entry written = run.write(begun);
    Map<Leaf, LeafWork> works = new ConcurrentHashMap<>();
    try {
      DdlEntry decided;
      List<String> notes = new ArrayList<>();
      try {
        DdlEntry understood = runFirstLeaf(begun, works, notes);
        runOthers(understood.change(), run.places().byLeaf().keySet(), works);
        run.tools().faults().reach("all executed");
        decided = understood.committing(understood.ops(), transactions(works));
        written = run.replace(written, decided);
      } catch (SQLException refused) {
        rollback(works);
        run.remove(written);
        throw refused;
      }
      run.tools().faults().reach("decided");
      if (commitAll(works, written, decided)) {
        run.tools().faults().reach("committed");
        run.finish(written, decided);
      }
      return notes;
    } finally {
      works.values().forEach(LeafWork::close); // which rolls back what is open
    }
  }

  /** Whether all is committed and nothing is settled yet; settles it where a commit failed. */
  private boolean commitAll(Map<Leaf, LeafWork> works, Journal.Entry written, DdlEntry decided)
      throws SQLException {
    try {
      commit(works);
      return true;
    } catch (SQLException interrupted) {
      works.values().forEach(LeafWork::close);
      boolean done;
      try {
        done = settle(written, decided);
      } catch (SQLException again) {
        again.addSuppressed(interrupted);
        throw CanopyError.DDL_INTERRUPTED.causedBy(
            again, decided.change().what(), interrupted.getMessage());
      }
      if (!done) {
        throw interrupted;
      }
      return false;
    }
  }

  /** The first shell judges the statement before any other place sees it. */
  private DdlEntry runFirstLeaf(DdlEntry begun, Map<Leaf, LeafWork> works, List<String> notes)
      throws SQLException {
    Leaf first = run.places().first().leaf();
    LeafWork work = begin(first, works);
    List<Place> order = inOrder(begun.change(), first);
    DdlEntry understood = begun;
    for (Place place : order) {
      runAt(place, understood.change(), work);
      if (place.isShell()) {
        run.tools().faults().reach("first place done");
        Decider.Decision decision = run.decider(work).decide(begun.change());
        KeyFills.prepare(run, decision);
        notes.addAll(decision.notes());
        understood = begun.ran(decision, Map.of(), false).in(Phase.DECIDED);
      }
    }
    return understood;
  }

  private void runOthers(Change change, Collection<Leaf> leaves, Map<Leaf, LeafWork> works)
      throws SQLException {
    List<Leaf> others =
        leaves.stream()
            .filter(leaf -> !works.containsKey(leaf))
            .filter(leaf -> concerns(change, leaf))
            .toList();
    run.tools()
        .fanOut()
        .each(
            others,
            leaf -> {
              LeafWork work = begin(leaf, works);
              for (Place place : inOrder(change, leaf)) {
                runAt(place, change, work);
              }
            },
            () -> works.values().forEach(LeafWork::cancel));
  }

  private boolean concerns(Change change, Leaf leaf) {
    return places(leaf).stream().anyMatch(place -> change.at(place.isShell()) != null);
  }

  private List<Place> places(Leaf leaf) {
    return run.places().byLeaf().getOrDefault(leaf, List.of());
  }

  /** A leaf's places in the order in which the statement runs there. */
  private List<Place> inOrder(Change change, Leaf leaf) {
    List<Place> order = new ArrayList<>(places(leaf));
    if (change.partitionsFirst()) {
      order.add(order.remove(0));
    }
    return order;
  }

  private void runAt(Place place, Change change, LeafWork work) throws SQLException {
    for (Template text : change.allAt(place.isShell())) {
      work.run(place, text);
    }
  }

  private LeafWork begin(Leaf leaf, Map<Leaf, LeafWork> works) throws SQLException {
    LeafWork work = run.open(leaf);
    works.put(leaf, work);
    work.begin();
    return work;
  }

  private static void rollback(Map<Leaf, LeafWork> works) {
    works.values().forEach(LeafWork::rollback);
  }

  private static Map<Integer, String> transactions(Map<Leaf, LeafWork> works) throws SQLException {
    Map<Integer, String> ids = new TreeMap<>();
    for (LeafWork work : works.values()) {
      String id = work.value("SELECT pg_catalog.pg_current_xact_id()::text");
      if (id != null) {
        ids.put(work.leaf().id(), id);
      }
    }
    return ids;
  }

  private void commit(Map<Leaf, LeafWork> works) throws SQLException {
    List<LeafWork> inOrder = new ArrayList<>(works.values());
    inOrder.sort((one, other) -> Integer.compare(one.leaf().id(), other.leaf().id()));
    run.tools()
        .fanOut()
        .each(
            inOrder,
            work -> {
              run.tools().faults().reach("before commit on " + work.leaf().id());
              work.commit();
            },
            () -> {}); // a commit takes no time worth stopping it
  }

  /**
   * Takes over from whoever wrote the entry: afterwards the statement is done on every leaf, or on
   * none.
   *
   * @return whether it is done
   */
  boolean settle(Journal.Entry written, DdlEntry entry) throws SQLException {
    if (entry.phase() == Phase.BEGUN) {
      run.remove(written); // no transaction can have been committed
      return false;
    }
    if (entry.phase() == Phase.UNDOING) {
      undo(written, entry);
      return false;
    }
    Map<Boolean, List<Leaf>> committed =
        TransactionFates.of(run, entry.transactions()).entrySet().stream()
            .collect(
                Collectors.partitioningBy(
                    Map.Entry::getValue,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    List<Leaf> done = committed.getOrDefault(true, List.of());
    List<Leaf> missing = committed.getOrDefault(false, List.of());
    if (done.isEmpty() && !missing.isEmpty()) {
      run.remove(written);
      return false;
    }
    if (missing.isEmpty()) {
      run.finish(written, entry);
      return true;
    }
    return follow(written, entry, missing);
  }

  private boolean follow(Journal.Entry written, DdlEntry entry, List<Leaf> missing)
      throws SQLException {
    Map<Leaf, LeafWork> works = new ConcurrentHashMap<>();
    Journal.Entry current = written;
    try {
      runOthers(entry.change(), missing, works);
      Map<Integer, String> ids = new TreeMap<>(entry.transactions());
      ids.putAll(transactions(works));
      DdlEntry again = entry.committing(entry.ops(), ids);
      current = run.replace(written, again);
      commit(works);
      run.finish(current, again);
      return true;
    } catch (SQLException refused) {
      rollback(works);
      boolean lost = works.values().stream().anyMatch(work -> work.broken(refused));
      if (lost || entry.change().inverse() == null) {
        throw CanopyError.DDL_INTERRUPTED.causedBy(
            refused, entry.change().what(), refused.getMessage());
      }
      DdlEntry undoing = entry.in(Phase.UNDOING);
      undo(run.replace(current, undoing), undoing);
      return false;
    } finally {
      works.values().forEach(LeafWork::close);
    }
  }

  private void undo(Journal.Entry written, DdlEntry entry) throws SQLException {
    Template inverse = entry.change().inverse();
    if (inverse == null) {
      throw CanopyError.INTERNAL.with("nothing undoes " + entry.change().what());
    }
    run.tools()
        .fanOut()
        .each(
            run.places().byLeaf().keySet(),
            leaf -> {
              try (LeafWork work = run.open(leaf)) {
                work.begin();
                for (Place place : places(leaf)) {
                  if (entry.change().at(place.isShell()) != null) {
                    work.run(place, inverse);
                  }
                }
                work.commit();
              }
            },
            () -> {});
    run.remove(written);
  }
}
