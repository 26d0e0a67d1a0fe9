package io.canopydb.metadata.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.metadata.codec.JsonCodec;
import io.canopydb.metadata.codec.JsonFields;
import io.canopydb.metadata.codec.UnreadableException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The znode that every change of the metadata writes, in one transaction with what it changes: that
 * makes a change atomic, and two changes at once impossible. It also says what the last changes
 * touched, so that an aggregator reads again only that.
 *
 * @param cluster the cluster's id
 * @param version the version of the whole metadata
 * @param log the last changes, oldest first; the last one made this version
 */
record VersionRecord(String cluster, long version, List<Change> log) {

  /** How many changes are kept; an aggregator that missed more reads everything again. */
  private static final int MAX_CHANGES = 64;

  /** How many paths are kept in all. */
  private static final int MAX_PATHS = 256;

  static final JsonCodec<VersionRecord> CODEC =
      new JsonCodec<>("version of the metadata", VersionRecord::write, VersionRecord::read);

  VersionRecord {
    log = List.copyOf(log);
  }

  /**
   * One change.
   *
   * @param version the version that it made
   * @param update names the attempt that made it, so that one whose answer was lost is recognised
   * @param paths the parts that it touched; null when they were too many to tell
   */
  record Change(long version, String update, @Nullable List<String> paths) {
    Change {
      paths = paths == null ? null : List.copyOf(paths);
    }
  }

  /** The next version. */
  VersionRecord next(String update, List<String> paths) {
    List<Change> changes = new ArrayList<>(log);
    changes.add(new Change(version + 1, update, paths.size() <= MAX_PATHS ? paths : null));
    int kept = changes.stream().mapToInt(VersionRecord::weight).sum();
    while (changes.size() > MAX_CHANGES || (kept > MAX_PATHS && changes.size() > 1)) {
      kept -= weight(changes.remove(0));
    }
    return new VersionRecord(cluster, version + 1, changes);
  }

  private static int weight(Change change) {
    return change.paths() == null ? 0 : change.paths().size();
  }

  /** Whether this attempt made one of the last changes. */
  boolean includes(String update) {
    return log.stream().anyMatch(change -> change.update().equals(update));
  }

  /** Whether the log still tells who made a version. */
  boolean tells(long old) {
    return log.stream().anyMatch(change -> change.version() == old);
  }

  /** The paths that were touched since a version; empty if that can't be told any more. */
  Optional<Set<String>> changedSince(long old) {
    Set<String> paths = new LinkedHashSet<>();
    long covered = version;
    for (int i = log.size() - 1; i >= 0 && covered > old; i--) {
      Change change = log.get(i);
      if (change.version() != covered || change.paths() == null) {
        return Optional.empty();
      }
      paths.addAll(change.paths());
      covered--;
    }
    return covered <= old ? Optional.of(paths) : Optional.empty();
  }

  private static void write(VersionRecord record, ObjectNode object) {
    object.put("cluster", record.cluster());
    object.put("version", record.version());
    ArrayNode log = object.putArray("log");
    for (Change change : record.log()) {
      ObjectNode stored = log.addObject();
      stored.put("version", change.version());
      stored.put("update", change.update());
      if (change.paths() != null) {
        ArrayNode paths = stored.putArray("paths");
        change.paths().forEach(paths::add);
      }
    }
  }

  private static VersionRecord read(JsonFields fields) throws UnreadableException {
    return new VersionRecord(
        fields.string("cluster"),
        fields.number("version"),
        fields.list("log", VersionRecord::readChange));
  }

  private static Change readChange(JsonFields fields) throws UnreadableException {
    return new Change(
        fields.number("version"),
        fields.string("update"),
        fields.isAbsent("paths") ? null : fields.strings("paths"));
  }
}
