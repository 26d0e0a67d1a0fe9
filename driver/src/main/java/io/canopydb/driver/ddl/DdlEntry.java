package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Change;
import io.canopydb.driver.ddl.text.ObjectName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the journal holds of a DDL statement: all that another aggregator needs to complete or undo
 * it.
 *
 * @param request the statement, as it came
 * @param phase how far it is
 * @param change what runs where; its intents are not kept, since {@code ops} says what they came to
 * @param ops what the metadata are to become; empty until {@code phase} says that it is decided
 * @param before the descriptions of its objects at the first place before it, by name
 * @param after those behind it
 * @param undoable whether it can be undone at each place, partitions with rows included, should one
 *     place refuse it
 * @param transactions PostgreSQL: the transaction that did it, by the id of the leaf
 */
record DdlEntry(
    Request request,
    Phase phase,
    Change change,
    List<MetadataOp> ops,
    Map<String, Description> before,
    Map<String, Description> after,
    boolean undoable,
    Map<Integer, String> transactions) {

  /**
   * A statement and what it runs under.
   *
   * @param selected the session's database
   * @param settings the session's settings, less user variables, which might be secret
   */
  record Request(
      String statement,
      boolean ansiQuotes,
      boolean noBackslashEscapes,
      @Nullable String selected,
      Map<String, String> settings) {
    Request {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
  }

  /** How far a statement is. */
  enum Phase {
    /** It may have run at the first place, and nowhere else. */
    BEGUN,
    /** It was found not to be acceptable, and is to be undone at the first place. */
    REFUSED,
    /** It is to be carried out at every place. */
    DECIDED,
    /** It is to be undone at every place. */
    UNDOING
  }

  DdlEntry {
    ops = List.copyOf(ops);
    before = Collections.unmodifiableMap(new TreeMap<>(before));
    after = Collections.unmodifiableMap(new TreeMap<>(after));
    transactions = Collections.unmodifiableMap(new TreeMap<>(transactions));
  }

  static DdlEntry begun(Request request, Change change, Map<String, Description> before) {
    return new DdlEntry(request, Phase.BEGUN, change, List.of(), before, Map.of(), false, Map.of());
  }

  /** With what it came to at the first place. */
  DdlEntry ran(Decider.Decision decision, Map<String, Description> newAfter, boolean canBeUndone) {
    return new DdlEntry(
        request,
        phase,
        change.withBefore(decision.before()),
        decision.ops(),
        before,
        newAfter,
        canBeUndone,
        transactions);
  }

  DdlEntry in(Phase newPhase) {
    return new DdlEntry(request, newPhase, change, ops, before, after, undoable, transactions);
  }

  DdlEntry committing(List<MetadataOp> newOps, Map<Integer, String> newTransactions) {
    return new DdlEntry(
        request, Phase.DECIDED, change, newOps, before, after, undoable, newTransactions);
  }

  /** The objects that a place has or could have. */
  List<ObjectName> objectsAt(Place place) {
    return change.objects().stream()
        .filter(object -> place.isShell() || !object.shellOnly())
        .toList();
  }

  /** Whether this is what a place has where the statement did not run. */
  boolean isBefore(Place place, Map<String, Description> descriptions) {
    return same(place, before, descriptions);
  }

  /** Whether this is what a place has where the statement ran. */
  boolean isAfter(Place place, Map<String, Description> descriptions) {
    return same(place, after, descriptions);
  }

  /** Whether the two can't be told apart. */
  boolean changesNothingSeen() {
    return states(before, change.objects()).equals(states(after, change.objects()));
  }

  private boolean same(
      Place place, Map<String, Description> known, Map<String, Description> found) {
    return states(known, objectsAt(place)).equals(states(found, objectsAt(place)));
  }

  private static Map<String, String> states(
      Map<String, Description> descriptions, List<ObjectName> objects) {
    Map<String, String> states = new TreeMap<>();
    for (ObjectName object : objects) {
      Description found = descriptions.get(Catalogue.key(object));
      if (found != null) {
        states.put(Catalogue.key(object), found.state());
      }
    }
    return states;
  }
}
