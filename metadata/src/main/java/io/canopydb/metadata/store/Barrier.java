package io.canopydb.metadata.store;

import io.canopydb.metadata.store.MetadataException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.apache.zookeeper.Watcher;

/**
 * Waits until every live aggregator has applied a version, or holds none before it. See {@link
 * SessionKeeper} for why what they tell is enough. Thread-safe.
 */
final class Barrier {

  /** Looks anew after that long even if no watch fires. */
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(1);

  private final ZooKeeperClient client;
  private final Znodes znodes;

  Barrier(ZooKeeperClient client, Znodes znodes) {
    this.client = client;
    this.znodes = znodes;
  }

  /** See {@link MetadataStore#barrier}. */
  void await(long version, Duration timeout) throws MetadataException, InterruptedException {
    await(version, timeout, registration -> registration.mapVersion() >= version, "applied");
  }

  /** See {@link MetadataStore#drained}. */
  void awaitDrained(long version, Collection<? extends DrainScope> scopes, Duration timeout)
      throws MetadataException, InterruptedException {
    await(
        version,
        timeout,
        registration ->
            registration.mapVersion() >= version && !registration.held().olderThan(version, scopes),
        "ended the statements from before");
  }

  private void await(long version, Duration timeout, Predicate<Registration> reached, String what)
      throws MetadataException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    // Who registers later than this reads a newer version before it may write.
    client.sync(znodes.aggregators());
    List<String> behind = client.children(znodes.aggregators());
    Signal moved = new Signal();
    Watcher watcher = event -> moved.raise();
    while (true) {
      StringJoiner names = new StringJoiner(", ");
      List<String> still = new ArrayList<>();
      for (String id : behind) {
        String path = znodes.aggregator(id);
        ZooKeeperClient.Node node = client.getWatched(path, watcher);
        if (node == null) {
          continue;
        }
        Registration registration = SnapshotDraft.decode(Registration.CODEC, path, node.data());
        if (!reached.test(registration)) {
          still.add(id);
          names.add(text(registration));
        }
      }
      behind = still;
      if (behind.isEmpty()) {
        return;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new MetadataException(
            Reason.TIMEOUT,
            "not all aggregators "
                + what
                + " version "
                + version
                + " of the metadata within "
                + ZooKeeperClient.text(timeout)
                + ": "
                + names);
      }
      moved.await(Duration.ofNanos(Math.min(left, LOOK_ANYWAY.toNanos())));
    }
  }

  private static String text(Registration registration) {
    long oldest =
        registration.held().parts().stream()
            .mapToLong(Holdings.Part::oldest)
            .reduce(registration.held().oldest(), Math::min);
    return registration.kind().name().toLowerCase(Locale.ROOT)
        + " at "
        + registration.host()
        + (registration.port() == 0 ? "" : ":" + registration.port())
        + " has "
        + registration.mapVersion()
        + (oldest < registration.mapVersion() && oldest >= 0 ? ", and holds " + oldest : "");
  }
}
