package io.canopydb.metadata.store;

import io.canopydb.metadata.store.MetadataException.Reason;
import io.canopydb.metadata.store.PendingRequest.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.zookeeper.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests as znodes: one under {@code pending} until it is answered, then one under {@code
 * answers} until the answer is read. Thread-safe.
 *
 * <p>A request whose submitter gives up before a master aggregator has begun it is withdrawn, so
 * that nothing happens later that nobody waits for. One that was begun goes on.
 */
final class ZooKeeperRequests implements Requests, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperRequests.class);

  private static final String COUNTER = "requests";

  /** Looks anew after that long even if no watch fires, and whether there is a master at all. */
  private static final Duration LOOK_ANYWAY = Duration.ofMillis(500);

  private final ZooKeeperClient client;
  private final Znodes znodes;
  private final Directory directory;
  private final StoredNumber numbers;
  private final SessionKeeper session;
  private final String aggregatorId;
  private final Duration graceWithoutMaster;
  private final List<MasterAggregator> masters = new CopyOnWriteArrayList<>();

  /**
   * @param graceWithoutMaster how long there may be nobody who stands for master aggregator before
   *     a request is given up
   */
  ZooKeeperRequests(
      ZooKeeperClient client,
      Znodes znodes,
      Directory directory,
      SessionKeeper session,
      String aggregatorId,
      Duration graceWithoutMaster) {
    this.client = client;
    this.znodes = znodes;
    this.directory = directory;
    this.numbers = new StoredNumber(client);
    this.session = session;
    this.aggregatorId = aggregatorId;
    this.graceWithoutMaster = graceWithoutMaster;
  }

  @Override
  public AutoCloseable serve(Handler handler) throws MetadataException {
    MasterAggregator master = new MasterAggregator(client, znodes, session, aggregatorId, handler);
    master.start();
    masters.add(master);
    return () -> {
      master.close();
      masters.remove(master);
    };
  }

  @Override
  public Answer submit(String command, String body, Duration timeout)
      throws MetadataException, InterruptedException {
    String id = SortableId.of(numbers.next(znodes.counter(COUNTER)));
    PendingRequest request = new PendingRequest(command, body, State.WAITING);
    // The id is nobody else's: a request that is there already is ours, its answer was lost.
    client.create(znodes.pendingRequest(id), PendingRequest.CODEC.encode(request));
    try {
      return await(command, id, timeout);
    } catch (MetadataException e) {
      String path = znodes.answer(id);
      String outcome = withdraw(id);
      Optional<Answer> late = outcome.isEmpty() ? answer(path) : Optional.empty();
      if (late.isPresent()) {
        return late.get();
      }
      throw new MetadataException(
          e.reason(), e.getMessage() + (outcome.isEmpty() ? "" : "; " + outcome), e);
    } catch (InterruptedException e) {
      LOG.debug("Request {} is given up: {}", id, withdraw(id));
      throw e;
    }
  }

  private Answer await(String command, String id, Duration timeout)
      throws MetadataException, InterruptedException {
    String path = znodes.answer(id);
    Signal moved = new Signal();
    Watcher watcher = event -> moved.raise();
    long end = System.nanoTime() + timeout.toNanos();
    Duration grace = graceWithoutMaster.compareTo(timeout) < 0 ? graceWithoutMaster : timeout;
    long masterSeen = System.nanoTime();
    while (true) {
      try {
        if (client.existsWatched(path, watcher)) {
          Optional<Answer> answer = answer(path);
          if (answer.isPresent()) {
            return answer.get();
          }
        }
        if (directory.master().isPresent()) {
          masterSeen = System.nanoTime();
        } else if (System.nanoTime() - masterSeen >= grace.toNanos()) {
          throw new MetadataException(
              Reason.NOT_FOUND,
              "there is no master aggregator to carry out "
                  + command
                  + "; start one with 'canopy manager', or a proxy");
        }
      } catch (MetadataException e) {
        // An operation may take longer than ZooKeeper is away.
        if (e.reason() != Reason.UNREACHABLE || System.nanoTime() - end >= 0) {
          throw e;
        }
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new MetadataException(
            Reason.TIMEOUT, command + " was not done within " + ZooKeeperClient.text(timeout));
      }
      moved.await(Duration.ofNanos(Math.min(left, LOOK_ANYWAY.toNanos())));
    }
  }

  /** Reads an answer, if it is there, and removes it. */
  private Optional<Answer> answer(String path) throws MetadataException {
    ZooKeeperClient.Node node = client.get(path);
    if (node == null) {
      return Optional.empty();
    }
    Answer answer = SnapshotDraft.decode(AnswerCodec.ANSWER, path, node.data());
    client.delete(path, -1);
    return Optional.of(answer);
  }

  /**
   * Takes a request back if it was not begun.
   *
   * @return what became of it, for a message; empty when it was answered
   */
  private String withdraw(String id) {
    String path = znodes.pendingRequest(id);
    try {
      while (true) {
        ZooKeeperClient.Node node = client.get(path);
        if (node == null) {
          return "";
        }
        int version = node.stat().getVersion();
        PendingRequest request = SnapshotDraft.decode(PendingRequest.CODEC, path, node.data());
        if (request.state() == State.WAITING) {
          if (client.delete(path, version)) {
            return "nothing of it was done";
          }
        } else if (client.set(
            path, PendingRequest.CODEC.encode(request.in(State.ABANDONED)), version)) {
          return "it was begun, and the master aggregator finishes it";
        }
      }
    } catch (MetadataException e) {
      LOG.debug("Request {} could not be withdrawn", id, e);
      return "it is not known whether it was begun";
    }
  }

  @Override
  public void close() {
    masters.forEach(MasterAggregator::close);
    masters.clear();
  }
}
