package io.canopydb.driver.session;

import io.canopydb.driver.ids.NumberedSequence;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What sequences have given in one session, which currval() and lastval() tell. */
final class IssuedValues {
  /** The last value of each sequence, by {@link NumberedSequence#id}. */
  private final Map<String, Long> current = new HashMap<>();

  /** The sequence that lastval() tells of. */
  private @Nullable String last;

  /** A value was issued in this session. */
  void issued(String id, Long value) {
    current.put(id, value);
    last = id;
  }

  /** A value was given to a sequence, of which lastval() does not tell. */
  void set(String id, Long value) {
    current.put(id, value);
  }

  /** The last value of a sequence; null where it has given none. */
  @Nullable Long current(String id) {
    return current.get(id);
  }

  /** What lastval() tells; null where no sequence has given a value. */
  @Nullable Long last() {
    return last == null ? null : current.get(last);
  }

  /** Another database is selected: its sequences are others. */
  void forget() {
    current.clear();
    last = null;
  }
}
