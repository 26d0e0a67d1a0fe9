package io.canopydb.proxy.local.bench;

import io.canopydb.proxy.local.bench.Workload.Baseline;
import java.util.List;

/** What is measured. */
final class Workloads {
  private static final String PARTITION = "its partition";
  private static final String IN_TURN = "partitions in turn";
  private static final String ONE = "one server";

  private Workloads() {}

  /** What is measured besides where statements are not prepared. */
  static Workload asText(Application canopy, Application partitions) {
    return new Workload(
        "point select, text", canopy::select, List.of(new Baseline(PARTITION, partitions::select)));
  }

  static List<Workload> of(
      Application canopy, Application partitions, Application one, Transfers transfers) {
    return List.of(
        new Workload(
            "point select", canopy::select, List.of(new Baseline(PARTITION, partitions::select))),
        new Workload(
            "update by key", canopy::update, List.of(new Baseline(PARTITION, partitions::update))),
        new Workload(
            "transaction",
            canopy::transaction,
            List.of(new Baseline(PARTITION, partitions::transaction))),
        new Workload(
            Transfers.NAME,
            transfers::onTwoLeaves,
            List.of(new Baseline("Canopy on one leaf", transfers::onOneLeaf))),
        new Workload(
            "insert", canopy::insert, List.of(new Baseline(PARTITION, partitions::insert))),
        new Workload(
            "batch insert", canopy::batch, List.of(new Baseline(IN_TURN, partitions::batch))),
        new Workload(
            "scatter count",
            canopy::count,
            List.of(new Baseline(IN_TURN, partitions::count), new Baseline(ONE, one::count))),
        new Workload(
            "ordered limit",
            canopy::ordered,
            List.of(new Baseline(IN_TURN, partitions::ordered), new Baseline(ONE, one::ordered))),
        new Workload("all rows", canopy::all, List.of(new Baseline(ONE, one::all))));
  }
}
