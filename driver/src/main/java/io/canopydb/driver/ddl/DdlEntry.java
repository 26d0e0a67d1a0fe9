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
 * @param transactions PostgreSQL: the transaction that did it, by the id of the leaf
 */
record DdlEntry(
    Request request,
    Phase phase,
    Change change,
    List<MetadataOp> ops,
    Map<String, String> before,
    Map<String, String> after,
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

  static DdlEntry begun(Request request, Change change, Map<String, String> before) {
    return new DdlEntry(request, Phase.BEGUN, change, List.of(), before, Map.of(), Map.of());
  }

  DdlEntry decided(Decider.Decision decision, Map<String, String> newAfter) {
    return new DdlEntry(
        request,
        Phase.DECIDED,
        change.withBefore(decision.before()),
        decision.ops(),
        before,
        newAfter,
        transactions);
  }

  DdlEntry committing(List<MetadataOp> newOps, Map<Integer, String> newTransactions) {
    return new DdlEntry(request, Phase.DECIDED, change, newOps, before, after, newTransactions);
  }

  /** The objects that a place has or could have. */
  List<ObjectName> objectsAt(Place place) {
    return change.objects().stream()
        .filter(object -> place.isShell() || !object.shellOnly())
        .toList();
  }

  /** Whether these are the descriptions that a place has where the statement did not run. */
  boolean isBefore(Place place, Map<String, String> descriptions) {
    return descriptions.equals(at(place, before));
  }

  /** Whether these are the descriptions that a place has where the statement ran. */
  boolean isAfter(Place place, Map<String, String> descriptions) {
    return descriptions.equals(at(place, after));
  }

  private Map<String, String> at(Place place, Map<String, String> all) {
    Map<String, String> here = new TreeMap<>(all);
    here.keySet().retainAll(objectsAt(place).stream().map(Catalogue::key).toList());
    return here;
  }

  DdlEntry undoing() {
    return new DdlEntry(request, Phase.UNDOING, change, ops, before, after, transactions);
  }
}
