package io.canopydb.proxy.local.bench;

import java.util.List;

/**
 * One kind of statement, sent to Canopy and past it.
 *
 * @param baselines what it is compared with
 */
record Workload(String name, Operation canopy, List<Baseline> baselines) {

  /**
   * The same work without Canopy.
   *
   * @param name where it is sent, as the table says it
   */
  record Baseline(String name, Operation operation) {}

  Workload {
    baselines = List.copyOf(baselines);
  }
}
