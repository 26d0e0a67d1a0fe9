package io.canopydb.driver.command;

import io.canopydb.metadata.store.Aggregator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SHOW AGGREGATORS: who is alive, and how far each has followed the metadata. */
final class ShowAggregators {
  private ShowAggregators() {}

  /** EXTENDED shows the same: every column of both forms is always there. */
  static CommandResult run(List<Aggregator> aggregators) {
    ResultRows rows =
        new ResultRows()
            .text("Host")
            .number("Port")
            .text("State")
            .number("Opened_Connections")
            .real("Average_Roundtrip_Latency_ms")
            .number("Master_Aggregator")
            .text("Role", "NodeID", "Runtime_State", "Kind")
            .number("Map_Version");
    for (Aggregator aggregator : aggregators) {
      rows.add(
          aggregator.host(),
          aggregator.port() == 0 ? null : aggregator.port(),
          "online", // one that lost its session is not listed
          null, // aggregators do not connect to each other
          null,
          aggregator.master() ? 1 : 0,
          role(aggregator),
          aggregator.id(),
          "online",
          aggregator.kind().name().toLowerCase(Locale.ROOT),
          aggregator.mapVersion());
    }
    return rows.result();
  }

  /** A driver never stands for election, so it has no role in one. */
  private static @Nullable String role(Aggregator aggregator) {
    if (aggregator.master()) {
      return "Leader";
    }
    return switch (aggregator.kind()) {
      case PROXY, MANAGER -> "Follower";
      case DRIVER -> null;
    };
  }
}
