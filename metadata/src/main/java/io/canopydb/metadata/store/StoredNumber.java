package io.canopydb.metadata.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.metadata.codec.JsonCodec;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in znodes that only grow, changed by compare-and-set. Thread-safe.
 *
 * <p>Forgetting a number leaves its znode, empty: a znode made anew would begin anew with
 * ZooKeeper's version 0, and a compare-and-set that was begun before could hit it.
 */
final class StoredNumber {

  private static final int ATTEMPTS = 1_000;

  private static final JsonCodec<OptionalLong> CODEC =
      new JsonCodec<>(
          "highest number issued",
          StoredNumber::write,
          fields ->
              fields.isAbsent("highest")
                  ? OptionalLong.empty()
                  : OptionalLong.of(fields.number("highest")));

  private final ZooKeeperClient client;

  StoredNumber(ZooKeeperClient client) {
    this.client = client;
  }

  private static void write(OptionalLong number, ObjectNode object) {
    if (number.isPresent()) {
      object.put("highest", number.getAsLong());
    }
  }

  /** What to make of a number. */
  @FunctionalInterface
  interface Change {
    /** The new number; the old one to leave it as it is. */
    OptionalLong apply(OptionalLong old) throws MetadataException;
  }

  OptionalLong get(String path) throws MetadataException {
    client.sync(path);
    ZooKeeperClient.Node node = client.get(path);
    return number(path, node);
  }

  /**
   * Changes a number. When the connection breaks, the change may be made twice.
   *
   * @return the old number
   */
  OptionalLong change(String path, Change change) throws MetadataException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      ZooKeeperClient.Node node = client.get(path);
      OptionalLong old = number(path, node);
      OptionalLong changed = change.apply(old);
      if (changed.equals(old)) {
        return old;
      }
      byte[] data = CODEC.encode(changed);
      boolean written =
          node == null
              ? client.create(path, data)
              : client.set(path, data, node.stat().getVersion());
      if (written) {
        return old;
      }
      Backoff.pause(attempt);
    }
    throw new MetadataException(
        Reason.CONFLICT, "others changed " + path + " " + ATTEMPTS + " times in between");
  }

  /** The next of the numbers from 1. */
  long next(String path) throws MetadataException {
    OptionalLong old = change(path, number -> OptionalLong.of(number.orElse(0) + 1));
    return old.orElse(0) + 1;
  }

  private static OptionalLong number(String path, ZooKeeperClient.@Nullable Node node)
      throws MetadataException {
    return node == null ? OptionalLong.empty() : SnapshotDraft.decode(CODEC, path, node.data());
  }
}
