package io.canopydb.rebalancer.master;

import io.canopydb.driver.command.AddLeafRequest;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.store.Journal;
import io.canopydb.metadata.store.MetadataEditRejected;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.rebalancer.leaf.LeafIdentity;
import io.canopydb.rebalancer.leaf.ServerAccount;
import io.canopydb.rebalancer.shell.ShellCopy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Gives a joining server the shells, and publishes it as a leaf, with nothing in between that it
 * could miss.
 *
 * <p>DDL is held off by the scopes of all databases. Writes of reference tables are held off on one
 * leaf, which holds them off everywhere, until every aggregator knows the new leaf. A write that an
 * aggregator planned before that, and that gets through afterwards, finds at its commit that the
 * leaves have changed.
 */
final class LeafAdmission {
  private static final Duration LOCK = Duration.ofSeconds(30);

  /** How long all aggregators may take to follow the metadata. */
  static final Duration BARRIER = Duration.ofSeconds(60);

  private final MetadataStore store;
  private final SealedAccounts accounts;
  private final StepGate gate;
  private final ServerAccount server;
  private final AddLeafRequest request;
  private final LeafIdentity identity;
  private final String version;

  LeafAdmission(
      MetadataStore store,
      SealedAccounts accounts,
      StepGate gate,
      ServerAccount server,
      AddLeafRequest request,
      LeafIdentity identity,
      String version) {
    this.store = store;
    this.accounts = accounts;
    this.gate = gate;
    this.server = server;
    this.request = request;
    this.identity = identity;
    this.version = version;
  }

  Leaf admit() throws SQLException, MetadataException, InterruptedException {
    Deque<Journal.Lock> locks = new ArrayDeque<>();
    try {
      for (String database : store.snapshot().databases().keySet()) {
        locks.push(store.journal().lock(database, LOCK));
      }
      // What the databases hold is certain only now that nobody changes them.
      ClusterSnapshot cluster = store.update(newest -> newest);
      if (cluster.databases().isEmpty()) {
        return publish(cluster);
      }
      return withShells(cluster);
    } finally {
      locks.forEach(Journal.Lock::close);
    }
  }

  private Leaf withShells(ClusterSnapshot cluster)
      throws SQLException, MetadataException, InterruptedException {
    ShellCopy shells = ShellCopy.of(cluster.engine());
    Collection<Database> databases = cluster.databases().values();
    ServerAccount source = accounts.of(accounts.reachable(cluster));
    for (Database database : databases) {
      expectSettled(database);
    }
    try (ShellCopy.ReferenceHold hold = shells.hold(source, databases)) {
      for (Database database : databases) {
        gate.step("copy the shell of " + database.name() + " from " + source.server());
        shells.copy(source, server, database);
      }
      return publish(cluster);
    }
  }

  private void expectSettled(Database database) throws SQLException, MetadataException {
    List<Journal.Entry> open = store.journal().entries(database.name());
    if (!open.isEmpty()) {
      throw CanopyError.OPERATION_FAILED.with(
          gate.operation(),
          "a change of the database " + database.name() + " was broken off, and is not finished",
          "run any DDL statement in that database, which finishes it first");
    }
  }

  /** The step that decides. Returns when every live aggregator knows the leaf. */
  private Leaf publish(ClusterSnapshot prepared)
      throws SQLException, MetadataException, InterruptedException {
    gate.step("publish leaf " + identity.leafId());
    ClusterSnapshot published;
    try {
      published = store.update(newest -> withLeaf(newest, prepared));
    } catch (MetadataEditRejected rejected) {
      throw CanopyError.OPERATION_FAILED.causedBy(
          rejected, gate.operation(), rejected.getMessage(), "run it again");
    }
    try {
      store.barrier(published.version(), BARRIER);
    } catch (MetadataException e) {
      if (e.reason() != MetadataException.Reason.TIMEOUT) {
        throw e;
      }
      throw CanopyError.OPERATION_FAILED.causedBy(
          e,
          gate.operation(),
          "an aggregator does not follow the metadata: " + e.getMessage(),
          "end it (see Map_Version in SHOW AGGREGATORS), and run it again");
    }
    return published.leaves().get(identity.leafId());
  }

  private ClusterSnapshot withLeaf(ClusterSnapshot newest, ClusterSnapshot prepared) {
    if (!newest.databases().keySet().equals(prepared.databases().keySet())) {
      throw new MetadataEditRejected("a database was created or dropped meanwhile");
    }
    return newest.withLeaf(
        new Leaf(
            identity.leafId(),
            request.server().host(),
            request.server().port(),
            newest.engine(),
            version,
            request.group().orElseGet(() -> smallerGroup(newest)),
            LeafState.ONLINE,
            request.account()));
  }

  private static int smallerGroup(ClusterSnapshot cluster) {
    long first =
        cluster.leaves().values().stream().filter(leaf -> leaf.availabilityGroup() == 1).count();
    return first * 2 <= cluster.leaves().size() ? 1 : 2;
  }

  /** Drops whatever of the databases' shells a server was given. */
  static void dropShells(ServerAccount server, ClusterSnapshot cluster) throws SQLException {
    for (String database : cluster.databases().keySet()) {
      ShellCopy.of(server.engine()).drop(server, database);
    }
  }
}
