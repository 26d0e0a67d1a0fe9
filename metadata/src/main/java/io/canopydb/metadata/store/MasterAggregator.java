package io.canopydb.metadata.store;

import io.canopydb.metadata.store.MetadataException.Reason;
import io.canopydb.metadata.store.PendingRequest.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands for election, and hands requests to a handler, oldest first, while it is the master
 * aggregator.
 *
 * <p>Everything that it writes is one transaction with a check of its own znode in the election, so
 * a former master that does not know yet cannot answer a request that the next one is handling. The
 * handler is interrupted when the election is lost; between its steps it must also look at the
 * {@link Lease}, which lapses before that.
 */
final class MasterAggregator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MasterAggregator.class);

  /** Looks anew after that long even if no watch fires. */
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(2);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

  /** How long an answer whose submitter died before it read it is kept. */
  private static final Duration KEEP_ANSWERS = Duration.ofHours(1);

  private static final int MAX_ANSWER_BYTES = 500_000;

  /** How often an answer is written anew because its submitter changed the request. */
  private static final int ATTEMPTS = 10;

  private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);

  private final ZooKeeperClient client;
  private final Znodes znodes;
  private final SessionKeeper session;
  private final Requests.Handler handler;
  private final LeaderLatch latch;
  private final Signal moved = new Signal();
  private final Watcher watcher = event -> moved.raise();
  private final Thread thread = NamedThreads.daemon("canopy-master", this::run);
  private final Object gate = new Object();
  private boolean handling; // under gate
  private volatile boolean closed;
  private long nextSweep = System.nanoTime();

  MasterAggregator(
      ZooKeeperClient client,
      Znodes znodes,
      SessionKeeper session,
      String aggregatorId,
      Requests.Handler handler) {
    this.client = client;
    this.znodes = znodes;
    this.session = session;
    this.handler = handler;
    this.latch = new LeaderLatch(client.curator(), znodes.election(), aggregatorId);
  }

  void start() throws MetadataException {
    latch.addListener(
        new LeaderLatchListener() {
          @Override
          public void isLeader() {
            LOG.info("This is the master aggregator now");
            moved.raise();
          }

          @Override
          public void notLeader() {
            LOG.info("This is no longer the master aggregator");
            interruptHandler();
          }
        });
    try {
      latch.start();
    } catch (Exception e) {
      throw Failure.of(e, "standing for master aggregator");
    }
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        Duration pause = LOOK_ANYWAY;
        try {
          if (isMaster()) {
            sweep();
            serve();
          }
        } catch (MetadataException e) {
          LOG.warn("Serving requests is interrupted: {}", e.getMessage());
          pause = PAUSE_AFTER_FAILURE;
        } catch (RuntimeException e) {
          LOG.error("Serving requests failed; trying again", e);
          pause = PAUSE_AFTER_FAILURE;
        }
        moved.await(pause);
      } catch (InterruptedException e) {
        LOG.debug("Interrupted; closed is {}", closed);
      }
    }
  }

  private boolean isMaster() {
    return latch.hasLeadership() && session.held();
  }

  private void serve() throws MetadataException, InterruptedException {
    client.sync(znodes.pendingRequests());
    List<String> ids = new ArrayList<>(client.childrenWatched(znodes.pendingRequests(), watcher));
    ids.sort(null);
    for (String id : ids) {
      if (!isMaster()) {
        return;
      }
      serve(id);
    }
  }

  private void serve(String id) throws MetadataException, InterruptedException {
    String path = znodes.pendingRequest(id);
    ZooKeeperClient.Node node = client.get(path);
    if (node == null) {
      return;
    }
    PendingRequest request;
    try {
      request = SnapshotDraft.decode(PendingRequest.CODEC, path, node.data());
    } catch (MetadataException e) {
      finish(id, new Requests.Answer(false, String.valueOf(e.getMessage())));
      return;
    }
    if (request.state() == State.WAITING && !begin(path, request, node.stat().getVersion())) {
      return;
    }
    finish(id, handle(new Requests.Request(id, request.command(), request.body())));
  }

  /** Marks a request as begun; false when it was withdrawn. */
  private boolean begin(String path, PendingRequest request, int version) throws MetadataException {
    byte[] begun = PendingRequest.CODEC.encode(request.in(State.BEGUN));
    return asMaster(new Transaction(client).set(path, begun, version));
  }

  private Requests.Answer handle(Requests.Request request) throws InterruptedException {
    synchronized (gate) {
      handling = true;
    }
    try {
      if (!isMaster()) {
        throw new InterruptedException("the election was lost");
      }
      return handler.handle(request);
    } catch (RuntimeException e) {
      LOG.error("Request {} ({}) failed", request.id(), request.command(), e);
      return new Requests.Answer(false, request.command() + " failed: " + e);
    } finally {
      synchronized (gate) {
        handling = false;
        if (Thread.interrupted()) {
          LOG.debug("Request {} was interrupted", request.id());
        }
      }
    }
  }

  private void interruptHandler() {
    synchronized (gate) {
      if (handling) {
        thread.interrupt();
      }
    }
  }

  /** Puts the answer in the place of the request. */
  private void finish(String id, Requests.Answer answer) throws MetadataException {
    String path = znodes.pendingRequest(id);
    byte[] stored = AnswerCodec.ANSWER.encode(answer);
    if (stored.length > MAX_ANSWER_BYTES) {
      String text = "the answer of " + stored.length + " bytes is too large to be sent";
      stored = AnswerCodec.ANSWER.encode(new Requests.Answer(answer.succeeded(), text));
    }
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      ZooKeeperClient.Node node = client.get(path);
      if (node == null) {
        return;
      }
      Transaction done = new Transaction(client).delete(path, node.stat().getVersion());
      if (!isAbandoned(path, node.data())) {
        done.create(znodes.answer(id), stored);
      }
      if (asMaster(done)) {
        return;
      }
    }
    throw new MetadataException(Reason.CONFLICT, "request " + id + " cannot be answered");
  }

  private static boolean isAbandoned(String path, byte[] data) {
    try {
      return SnapshotDraft.decode(PendingRequest.CODEC, path, data).state() == State.ABANDONED;
    } catch (MetadataException e) {
      return false;
    }
  }

  /** Changes znodes if this is still the master; false when a znode has changed in between. */
  private boolean asMaster(Transaction changes) throws MetadataException {
    String candidate = latch.getOurPath();
    if (candidate == null) {
      throw new MetadataException(Reason.CONFLICT, "the election was lost");
    }
    try {
      new Transaction(client).check(candidate).append(changes).commit("serving a request");
      return true;
    } catch (MetadataException e) {
      if (e.reason() == Reason.CONFLICT) {
        return false;
      }
      if (e.reason() == Reason.NOT_FOUND && client.exists(candidate)) {
        return false;
      }
      throw e;
    }
  }

  /** Removes answers that nobody has read for long: their submitters died. */
  private void sweep() throws MetadataException {
    if (System.nanoTime() - nextSweep < 0) {
      return;
    }
    nextSweep = System.nanoTime() + SWEEP_EVERY.toNanos();
    long oldest = System.currentTimeMillis() - KEEP_ANSWERS.toMillis();
    for (String id : client.children(znodes.answers())) {
      Stat stat = client.stat(znodes.answer(id));
      if (stat != null && stat.getMtime() < oldest) {
        client.delete(znodes.answer(id), -1);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    NamedThreads.stop(thread);
    try {
      latch.close();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The latch was closed already", e);
    }
  }
}
