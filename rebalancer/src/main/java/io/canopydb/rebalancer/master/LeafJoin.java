package io.canopydb.rebalancer.master;

import io.canopydb.driver.command.AddLeafAnswer;
import io.canopydb.driver.command.AddLeafRequest;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.Journal;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.rebalancer.leaf.LeafAdmin;
import io.canopydb.rebalancer.leaf.LeafIdentity;
import io.canopydb.rebalancer.leaf.ServerAccount;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of ADD LEAF. Its steps, in order:
 *
 * <ol>
 *   <li>check the server; nothing is written
 *   <li>write the leaf's identity on the server, stage JOINING: from here on whatever Canopy makes
 *       there is known to be unfinished, and is dropped or made anew by whoever comes next
 *   <li>give it the shells of all databases; DDL is held off from here to the next step
 *   <li>publish it: this decides, from here on it is a leaf
 *   <li>set its identity to ADMITTED
 * </ol>
 *
 * <p>A master aggregator that dies between two steps is followed by one that runs all of it again:
 * each step finds what is done already. A step that fails undoes those before it. Each step looks
 * at the lock on leaf operations first, so that a master aggregator that was thought dead does not
 * go on.
 */
final class LeafJoin {
  private static final Logger LOG = LoggerFactory.getLogger(LeafJoin.class);

  private final MetadataStore store;
  private final SealedAccounts accounts;
  private final StepGate gate;
  private final ServerAccount server;
  private final LeafAdmin admin;
  private final String requestId;
  private final AddLeafRequest request;

  LeafJoin(
      MetadataStore store,
      SealedAccounts accounts,
      StepGate gate,
      String requestId,
      AddLeafRequest request)
      throws SQLException {
    this.store = store;
    this.accounts = accounts;
    this.gate = gate;
    this.server = accounts.of(store.snapshot().engine(), request.server(), request.account());
    this.admin = server.admin();
    this.requestId = requestId;
    this.request = request;
  }

  AddLeafAnswer run() throws SQLException, MetadataException, InterruptedException {
    // The snapshot in memory may lack what an earlier master aggregator published last.
    ClusterSnapshot cluster = store.update(newest -> newest);
    JoinCheck check = new JoinCheck(request.server(), store.clusterId(), cluster);
    try (Connection connection = server.open(null)) {
      JoinCheck.Standing standing = check.standing(admin.identity(connection), requestId);
      if (standing instanceof JoinCheck.Standing.Joined joined) {
        store.barrier(cluster.version(), LeafAdmission.BARRIER);
        finish(connection, joined.identity());
        return answer(joined.leaf(), List.of());
      }
      List<String> warnings = check.settings(admin, connection);
      checkLikeness(check, connection);
      LeafIdentity identity = begin(check, standing, connection);
      Leaf leaf = admit(identity, admin.version(connection));
      finish(connection, identity);
      warnings.forEach(warning -> LOG.warn("Leaf {}: {}", leaf.address(), warning));
      return answer(leaf, warnings);
    }
  }

  private static AddLeafAnswer answer(Leaf leaf, List<String> warnings) {
    return new AddLeafAnswer(leaf.id(), leaf.availabilityGroup(), leaf.version(), warnings);
  }

  private void checkLikeness(JoinCheck check, Connection connection) throws SQLException {
    if (check.cluster().leaves().isEmpty()) {
      return;
    }
    Leaf other = accounts.reachable(check.cluster());
    try (Connection leaf = accounts.of(other).open(null)) {
      check.likeness(admin.likeness(connection), other, admin.likeness(leaf));
    }
  }

  private LeafIdentity begin(JoinCheck check, JoinCheck.Standing standing, Connection connection)
      throws SQLException, MetadataException {
    int id;
    if (standing instanceof JoinCheck.Standing.Joining joining) {
      id = joining.identity().leafId();
    } else {
      check.names(admin.databases(connection));
      id = Math.toIntExact(store.idRanges().reserve(Journal.LEAVES, "leaf", 1, 1));
    }
    LeafIdentity identity =
        new LeafIdentity(store.clusterId(), id, requestId, LeafIdentity.Stage.JOINING);
    gate.step("write the identity of leaf " + id);
    admin.writeIdentity(connection, identity);
    return identity;
  }

  private Leaf admit(LeafIdentity identity, String version)
      throws SQLException, MetadataException, InterruptedException {
    LeafAdmission admission =
        new LeafAdmission(store, accounts, gate, server, request, identity, version);
    try {
      return admission.admit();
    } catch (SQLException e) {
      if (gate.open()) {
        undo(identity, e);
      }
      throw e;
    }
  }

  /** What can't be undone now is undone, or finished, by the next ADD LEAF of this server. */
  private void undo(LeafIdentity identity, SQLException cause) throws MetadataException {
    LOG.info("{}: undo, because {}", gate.operation(), cause.getMessage());
    ClusterSnapshot without = store.update(cluster -> cluster.withoutLeaf(identity.leafId()));
    try {
      LeafAdmission.dropShells(server, without);
      try (Connection connection = server.open(null)) {
        admin.dropIdentity(connection);
      }
    } catch (SQLException e) {
      LOG.warn("{}: could not undo: {}", gate.operation(), e.getMessage());
      cause.addSuppressed(e);
    }
  }

  /** It is a leaf by now, whatever happens here. */
  private void finish(Connection connection, LeafIdentity identity) {
    try {
      gate.step("mark leaf " + identity.leafId() + " as admitted");
      admin.writeIdentity(connection, identity.admitted());
    } catch (SQLException e) {
      LOG.warn("{}: its identity still says that it is joining", gate.operation(), e);
    }
  }
}
