package io.canopydb.metadata.store;

import io.canopydb.metadata.store.MetadataException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock that is an ephemeral znode: it is gone with the session that made it. Since the lease of
 * that session lapses before the session can expire, the lock is certainly ours while the lease of
 * that same session is held. Thread-safe.
 */
final class JournalLock implements Journal.Lock {

  private static final Logger LOG = LoggerFactory.getLogger(JournalLock.class);

  /** A new session earns its lease within a round trip or two. */
  private static final Duration LEASE_PATIENCE = Duration.ofSeconds(10);

  private final SessionKeeper session;
  private final long sessionId;
  private final Lease permit;
  private final AtomicBoolean closed = new AtomicBoolean();

  private JournalLock(SessionKeeper session, long sessionId, Lease permit) {
    this.session = session;
    this.sessionId = sessionId;
    this.permit = permit;
  }

  /** The lock of a permit that was got; held on return. */
  static JournalLock of(ZooKeeperClient client, SessionKeeper session, String path, Lease permit)
      throws MetadataException, InterruptedException {
    boolean taken = false;
    try {
      Stat stat = client.stat(path + "/leases/" + permit.getNodeName());
      if (stat == null) {
        throw new MetadataException(
            Reason.CONFLICT, "the lock at " + path + " was lost with the session that took it");
      }
      if (!session.awaitLease(stat.getEphemeralOwner(), LEASE_PATIENCE)) {
        throw new MetadataException(
            Reason.UNREACHABLE, "contact with ZooKeeper was lost while taking the lock at " + path);
      }
      taken = true;
      return new JournalLock(session, stat.getEphemeralOwner(), permit);
    } finally {
      if (!taken) {
        release(permit);
      }
    }
  }

  @Override
  public boolean held() {
    return !closed.get() && session.heldIn(sessionId);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release(permit);
    }
  }

  private static void release(Lease permit) {
    try {
      permit.close();
    } catch (IOException | RuntimeException e) {
      // Curator goes on trying in the background, and the session's end removes it at last.
      LOG.warn("A lock is not given back yet: {}", e.toString());
    }
  }
}
