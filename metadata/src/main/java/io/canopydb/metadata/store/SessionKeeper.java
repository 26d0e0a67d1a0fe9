package io.canopydb.metadata.store;

import io.canopydb.metadata.model.ClusterSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this aggregator registered, tells which version it applied and what it holds of older ones,
 * and has its {@link Lease}.
 *
 * <p><b>Why no aggregator writes by an old map.</b> Whoever changes the map publishes version v and
 * then waits, in a barrier, until each registered aggregator has told v or is no longer registered;
 * only then does it let another leaf take writes. So an aggregator that has not applied v must be
 * registered, or not write. Both ways of not being registered are covered:
 *
 * <ul>
 *   <li><b>It was registered, and its session expired.</b> Then its lease lapsed before. The lease
 *       is good for two thirds of the session's timeout T from the moment t when it <i>sent</i> the
 *       last heartbeat that was answered. A heartbeat is a transaction that only checks the
 *       aggregator's own znode: it changes nothing and fires no watch, but ZooKeeper commits it by
 *       a quorum, so its answer proves that after t the session lived in the one true history; a
 *       server that is cut off from the quorum, which would go on answering reads and even {@code
 *       sync} for seconds, cannot give it. When does the leader expire the session? It counts T
 *       from when it last heard of the session, and a follower tells it of its clients twice a
 *       tick; so not before t - tick/2 + T. A leader elected after t counts a whole T from its
 *       election. T is at least two ticks unless ZooKeeper's minSessionTimeout was lowered, which
 *       makes t - tick/2 + T at least t + 3T/4, later than t + 2T/3.
 *   <li><b>It is not registered yet</b>, in its first session or in a new one. Then it has no lease
 *       either: it registers, <i>then</i> reads the newest version, and only then counts its first
 *       heartbeat. If its znode came before the barrier looked, the barrier waits for it; if after,
 *       its reading, which ZooKeeper orders after its own write, found v.
 * </ul>
 *
 * <p><b>What a drain waits for.</b> That an aggregator has applied v says how its next statement
 * begins, and nothing of those that are under way. So in the same write it tells its {@link
 * Holdings}, looked at after v was applied: whoever is not seen there has begun by v. No statement
 * writes to ZooKeeper; where nothing older is held, that one write a version is all. Else this
 * thread looks again, in memory: while anything is used that the new version has changed, so that
 * somebody may wait for it, each {@value #LOOK_WHILE_USED_MILLIS} ms, and else with each heartbeat;
 * and it writes when what it has to tell is another. So whoever waits for tables or partitions
 * knows within that time and a round trip, and whoever waits for everything within a heartbeat, a
 * fifth of the session's timeout.
 *
 * <p>Losing a session needs no action here: the lease lapses by itself, in time. Thread-safe.
 */
final class SessionKeeper implements Lease, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

  /** Heartbeats in one session timeout: two may be late or lost before the lease lapses. */
  private static final int BEATS_PER_TIMEOUT = 5;

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);

  private static final int LOOK_WHILE_USED_MILLIS = 20;

  private final ZooKeeperClient client;
  private final String path;
  private final Registration registration;
  private final SnapshotFollower follower;
  private final Signal wake = new Signal();
  private final Object contactMade = new Object();
  private final Thread thread;

  private volatile Contact contact = Contact.none();
  private volatile boolean closed;
  private volatile MapHolders holders = MapHolders.NONE;

  /** Whether ZooKeeper is to be asked at once, and not only when the next heartbeat is due. */
  private volatile boolean beatNow;

  // Of the thread that keeps the session; before it is started, of the one that starts it.
  private long registeredIn;
  private long toldVersion = -1;
  private Holdings toldHeld = Holdings.UNKNOWN;

  SessionKeeper(
      ZooKeeperClient client, String path, Registration registration, SnapshotFollower follower) {
    this.client = client;
    this.path = path;
    this.registration = registration;
    this.follower = follower;
    this.thread = NamedThreads.daemon("canopy-session", this::run);
  }

  /** Registers, so that the lease is held on return, and begins to keep the session. */
  void start() throws MetadataException {
    try {
      beat();
    } catch (Exception e) {
      throw Failure.of(e, "registering at " + path);
    }
    thread.start();
  }

  @Override
  public boolean held() {
    return contact.isGood() && !closed;
  }

  /** Whether the lease is held, and was earned in this session. */
  boolean heldIn(long sessionId) {
    Contact last = contact;
    return last.sessionId() == sessionId && last.isGood() && !closed;
  }

  /** Waits until the lease of this session is held; false if it is not in time, or closed. */
  boolean awaitLease(long sessionId, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    synchronized (contactMade) {
      while (!heldIn(sessionId)) {
        long left = end - System.nanoTime();
        if (left <= 0 || closed) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(contactMade, left);
      }
      return true;
    }
  }

  /** See {@link MetadataStore#heldBy}. */
  void heldBy(MapHolders those) {
    holders = those;
  }

  /** A snapshot was applied, or the connection came back: there is something to tell. */
  void wake() {
    beatNow = true;
    wake.raise();
  }

  private void run() {
    boolean failing = false;
    while (!closed) {
      try {
        Duration pause = PAUSE_AFTER_FAILURE;
        try {
          pause = beat();
          if (failing) {
            LOG.info("ZooKeeper is in touch again");
          }
          failing = false;
        } catch (KeeperException | MetadataException e) {
          if (!failing && !closed) {
            LOG.warn(
                "ZooKeeper is out of touch; writes stop when the lease lapses: {}", e.getMessage());
          }
          failing = true;
        }
        awaitNext(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
        LOG.error("Keeping the session failed; trying again", e);
        LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
      }
    }
  }

  /** Waits until the next heartbeat is due, or there is something to tell before. */
  private void awaitNext(Duration pause) throws InterruptedException {
    long due = System.nanoTime() + pause.toNanos();
    long left = pause.toNanos();
    while (!closed && !beatNow && left > 0) {
      long look = TimeUnit.MILLISECONDS.toNanos(LOOK_WHILE_USED_MILLIS);
      wake.await(Duration.ofNanos(toldHeld.parts().isEmpty() ? left : Math.min(left, look)));
      if (!toldHeld.equals(holders.held(follower.snapshot()))) {
        return;
      }
      left = due - System.nanoTime();
    }
  }

  /**
   * Proves the session alive; registers first where it has to.
   *
   * @return when to do it again
   */
  private Duration beat() throws Exception {
    beatNow = false;
    ZooKeeper handle = client.handle();
    if (registeredIn == 0 || handle.getSessionId() != registeredIn) {
      register(handle);
      follower.refresh();
    }
    ClusterSnapshot snapshot = follower.snapshot();
    long applied = snapshot.version();
    // Asked after the snapshot was applied: who begins later goes by it.
    Holdings held = holders.held(snapshot);
    Contact.Moment asked = Contact.Moment.now();
    try {
      if (applied != toldVersion || !held.equals(toldHeld)) {
        handle.setData(path, encode(applied, held), -1);
        toldVersion = applied;
        toldHeld = held;
      } else {
        handle.multi(List.of(Op.check(path, -1)));
      }
    } catch (KeeperException.NoNodeException | KeeperException.SessionExpiredException e) {
      registeredIn = 0;
      throw e;
    }
    if (handle.getSessionId() != registeredIn) {
      throw KeeperException.create(KeeperException.Code.SESSIONEXPIRED, path);
    }
    Duration timeout = Duration.ofMillis(handle.getSessionTimeout());
    contact = Contact.proven(registeredIn, asked, timeout.multipliedBy(2).dividedBy(3));
    wakeThoseWhoAwaitTheLease();
    return timeout.dividedBy(BEATS_PER_TIMEOUT);
  }

  private void wakeThoseWhoAwaitTheLease() {
    synchronized (contactMade) {
      contactMade.notifyAll();
    }
  }

  private void register(ZooKeeper handle) throws Exception {
    registeredIn = 0;
    long applied = follower.snapshot().version();
    while (true) {
      try {
        handle.create(
            path,
            encode(applied, Holdings.UNKNOWN),
            ZooDefs.Ids.OPEN_ACL_UNSAFE,
            CreateMode.EPHEMERAL);
        break;
      } catch (KeeperException.NodeExistsException e) {
        Stat stat = handle.exists(path, false);
        if (stat != null && stat.getEphemeralOwner() == handle.getSessionId()) {
          break;
        }
        // Of this aggregator's last session, which has not expired yet.
        removeStale(handle);
      }
    }
    toldVersion = -1;
    toldHeld = Holdings.UNKNOWN;
    registeredIn = handle.getSessionId();
  }

  private void removeStale(ZooKeeper handle) throws Exception {
    try {
      handle.delete(path, -1);
    } catch (KeeperException.NoNodeException e) {
      LOG.debug("{} is gone already", path);
    }
  }

  private byte[] encode(long applied, Holdings held) {
    return Registration.CODEC.encode(registration.with(applied, held));
  }

  @Override
  public void close() {
    closed = true;
    wakeThoseWhoAwaitTheLease();
    NamedThreads.stop(thread);
  }
}
