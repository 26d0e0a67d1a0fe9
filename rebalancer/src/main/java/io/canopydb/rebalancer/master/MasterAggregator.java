package io.canopydb.rebalancer.master;

import io.canopydb.driver.command.AddLeafRequest;
import io.canopydb.driver.command.ClusterKeys;
import io.canopydb.driver.command.RequestFailure;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.metadata.store.Requests.Answer;
import io.canopydb.metadata.store.Requests.Request;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands for election, and while it is elected carries out what any aggregator asks for, one
 * request after the other. A request that another master aggregator left half done is continued.
 * Beside that it settles the transactions that dead aggregators left behind.
 */
public final class MasterAggregator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MasterAggregator.class);

  private final AddLeaf addLeaf;
  private final AutoCloseable candidacy;
  private final TransactionResolving resolving;

  private MasterAggregator(MetadataStore store, ClusterKey key, StepListener listener)
      throws MetadataException {
    SealedAccounts accounts = new SealedAccounts(key);
    this.addLeaf = new AddLeaf(store, accounts, listener);
    this.candidacy = store.requests().serve(this::handle);
    this.resolving = TransactionResolving.start(store, accounts);
  }

  /**
   * Begins to stand for election.
   *
   * @param store stays the caller's to close, after this
   * @param key opens the passwords of Canopy's accounts on the leaves
   * @throws SQLException CLUSTER_KEY if the cluster has another
   */
  public static MasterAggregator start(MetadataStore store, ClusterKey key, StepListener listener)
      throws SQLException {
    ClusterKeys.check(key, store);
    try {
      return new MasterAggregator(store, key, listener);
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  private Answer handle(Request request) throws InterruptedException {
    LOG.info("Request {}: {}", request.id(), request.command());
    try {
      Answer answer = new Answer(true, carryOut(request));
      LOG.info("Request {}: done", request.id());
      return answer;
    } catch (SQLException e) {
      leaveIfInterrupted(request, e);
      LOG.warn("Request {}: {}", request.id(), e.getMessage());
      return new Answer(false, RequestFailure.of(e).toJson());
    } catch (RuntimeException e) {
      leaveIfInterrupted(request, e);
      LOG.error("Request {}: failed", request.id(), e);
      SQLException internal = CanopyError.INTERNAL.causedBy(e, e.toString());
      return new Answer(false, RequestFailure.of(internal).toJson());
    }
  }

  /** What fails because another is the master aggregator now is no answer: that one gives it. */
  private static void leaveIfInterrupted(Request request, Exception failure)
      throws InterruptedException {
    if (Thread.interrupted()) {
      LOG.info("Request {}: left to the next master aggregator", request.id());
      InterruptedException left = new InterruptedException("left to the next master aggregator");
      left.initCause(failure);
      throw left;
    }
  }

  private String carryOut(Request request) throws SQLException, InterruptedException {
    if (request.command().equals(AddLeafRequest.COMMAND)) {
      return addLeaf.run(request.id(), AddLeafRequest.fromJson(request.body())).toJson();
    }
    throw CanopyError.OPERATION_FAILED.with(
        request.command(),
        "this master aggregator does not know it",
        "bring all aggregators to the same version");
  }

  /** Stands for election no more; what it is carrying out now is left to the next one. */
  @Override
  public void close() throws Exception {
    resolving.close();
    candidacy.close();
  }
}
