package io.canopydb.metadata.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.Participant;
import org.apache.zookeeper.KeeperException;

/** Who is there: the aggregators that are alive, and the one that is master. Thread-safe. */
final class Directory {

  private final ZooKeeperClient client;
  private final Znodes znodes;

  Directory(ZooKeeperClient client, Znodes znodes) {
    this.client = client;
    this.znodes = znodes;
  }

  List<Aggregator> aggregators() throws MetadataException {
    Map<String, String> ids = new HashMap<>();
    for (String id : client.children(znodes.aggregators())) {
      ids.put(znodes.aggregator(id), id);
    }
    Optional<String> master = master();
    List<Aggregator> all = new ArrayList<>();
    for (Map.Entry<String, byte[]> stored : client.getAll(ids.keySet()).entrySet()) {
      String id = ids.get(stored.getKey());
      all.add(aggregator(id, stored.getKey(), stored.getValue(), master));
    }
    all.sort((a, b) -> a.id().compareTo(b.id()));
    return all;
  }

  private static Aggregator aggregator(
      String id, String path, byte[] stored, Optional<String> master) throws MetadataException {
    Registration registration = SnapshotDraft.decode(Registration.CODEC, path, stored);
    return new Aggregator(
        id,
        registration.host(),
        registration.port(),
        registration.kind(),
        master.filter(id::equals).isPresent(),
        registration.mapVersion());
  }

  /** The id of the master aggregator, or of the first in line for it. */
  Optional<String> master() throws MetadataException {
    // Only asks; it never stands for election.
    try {
      LeaderLatch latch = new LeaderLatch(client.connected(), znodes.election());
      Participant leader = latch.getLeader();
      return leader.getId().isEmpty() ? Optional.empty() : Optional.of(leader.getId());
    } catch (KeeperException.NoNodeException e) {
      return Optional.empty();
    } catch (Exception e) {
      throw Failure.of(e, "looking for the master aggregator");
    }
  }
}
