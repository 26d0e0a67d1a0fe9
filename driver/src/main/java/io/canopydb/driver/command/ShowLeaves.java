package io.canopydb.driver.command;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** SHOW LEAVES: what the cluster holds of each leaf, beside what the leaf itself answers now. */
final class ShowLeaves {
  private static final int PINGS = 3;

  private ShowLeaves() {}

  /**
   * Asks them.
   *
   * @param patience how long one may take to answer
   */
  static CommandResult run(
      Map<Integer, Leaf> leaves,
      LeafDoor door,
      ToIntFunction<Leaf> openConnections,
      Duration patience)
      throws SQLException {
    Map<Integer, LeafPoll.Reply<Double>> replies =
        LeafPoll.ask(leaves.values(), patience, leaf -> latencyMillis(leaf, door, patience));
    ResultRows rows =
        new ResultRows()
            .text("Host")
            .number("Port", "Availability_Group")
            .text("Pair_Host")
            .number("Pair_Port")
            .text("State")
            .number("Opened_Connections")
            .real("Average_Roundtrip_Latency_ms")
            .number("NodeId", "Grace_Period_in_Seconds")
            .text("Runtime_State", "Engine", "Version")
            .number("Replication_Lag_ms")
            .text("Runtime_Error");
    for (Leaf leaf : leaves.values()) {
      LeafPoll.Reply<Double> reply = replies.get(leaf.id());
      rows.add(
          leaf.host(),
          leaf.port(),
          leaf.availabilityGroup(),
          null, // no pairs without replicas
          null,
          word(leaf.state()),
          openConnections.applyAsInt(leaf),
          reply == null ? null : reply.value(),
          leaf.id(),
          null,
          reply != null && answers(reply.error()) ? "online" : "offline",
          leaf.engine().name().toLowerCase(Locale.ROOT),
          leaf.version(),
          null,
          reply == null || reply.error() == null ? null : reply.error().getMessage());
    }
    return rows.result();
  }

  static String word(LeafState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** A server that refuses the account is up all the same. */
  private static boolean answers(@Nullable SQLException error) {
    return error == null || CanopyError.of(error).equals(Optional.of(CanopyError.AUTHENTICATION));
  }

  private static double latencyMillis(Leaf leaf, LeafDoor door, Duration patience)
      throws SQLException {
    try (LeafConnection connection = door.open(leaf, null)) {
      long start = System.nanoTime();
      for (int ping = 0; ping < PINGS; ping++) {
        if (!connection.jdbc().isValid((int) patience.toSeconds())) {
          connection.taint();
          throw CanopyError.LEAF_UNREACHABLE.with(leaf.address(), "it does not answer a ping");
        }
      }
      return Math.round((System.nanoTime() - start) / 1e3 / PINGS) / 1e3;
    }
  }
}
