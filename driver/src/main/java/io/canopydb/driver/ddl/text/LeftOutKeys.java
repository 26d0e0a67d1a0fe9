package io.canopydb.driver.ddl.text;

import io.canopydb.driver.parse.command.SyncVariable;
import io.canopydb.metadata.model.ClusterSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which foreign keys no leaf is to have, since no partition could check them.
 *
 * @param allowed whether the cluster accepts such keys, without enforcing them, rather than to
 *     refuse them
 * @param keys those that are known by now
 */
public record LeftOutKeys(boolean allowed, Set<Key> keys) {
  /** Such keys are refused. */
  public static final LeftOutKeys REFUSED = new LeftOutKeys(false, Set.of());

  /** Such keys are accepted; none is known yet. */
  public static final LeftOutKeys ALLOWED = new LeftOutKeys(true, Set.of());

  /**
   * A foreign key, by what its text says too: names may be the engine's own. In small letters; keys
   * that differ in case only are left out together.
   */
  record Key(List<String> columns, String parent) {
    Key {
      columns = columns.stream().map(column -> column.toLowerCase(Locale.ROOT)).toList();
      parent = parent.toLowerCase(Locale.ROOT);
    }
  }

  public LeftOutKeys {
    keys = Set.copyOf(keys);
  }

  /** As the cluster's variable says. */
  public static LeftOutKeys of(ClusterSnapshot snapshot) {
    return SyncVariable.FOREIGN_KEYS_UNENFORCED.value(snapshot).equals("on") ? ALLOWED : REFUSED;
  }

  /** What the user is told of such a key. */
  public static String note(String child, List<String> columns, String parent) {
    return "the foreign key of "
        + child
        + " ("
        + String.join(", ", columns)
        + ") to "
        + parent
        + " is not enforced: no partition could check it";
  }

  /** These and another. */
  public LeftOutKeys and(List<String> columns, String parent) {
    Set<Key> more = new HashSet<>(keys);
    more.add(new Key(columns, parent));
    return new LeftOutKeys(allowed, more);
  }

  boolean contains(List<String> columns, String parent) {
    return keys.contains(new Key(columns, parent));
  }
}
