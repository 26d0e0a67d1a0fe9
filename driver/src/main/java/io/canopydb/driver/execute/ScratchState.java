package io.canopydb.driver.execute;

import io.canopydb.driver.plan.KeptKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a statement knows of the scratch tables that it has filled.
 *
 * @param names what they are called, by their numbers
 * @param keys values that were kept, where they are not too many
 */
public record ScratchState(Map<Integer, ScratchName> names, Map<KeptKeys, List<SentValue>> keys) {
  public static final ScratchState NONE = new ScratchState(Map.of(), Map.of());

  public ScratchState {
    names = Map.copyOf(names);
    keys = Map.copyOf(keys);
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  public ScratchState with(int id, ScratchName name) {
    Map<Integer, ScratchName> more = new HashMap<>(names);
    more.put(id, name);
    return new ScratchState(more, keys);
  }

  public ScratchState with(Map<KeptKeys, List<SentValue>> kept) {
    Map<KeptKeys, List<SentValue>> more = new HashMap<>(keys);
    more.putAll(kept);
    return new ScratchState(names, more);
  }
}
