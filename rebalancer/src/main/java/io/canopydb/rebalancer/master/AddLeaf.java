package io.canopydb.rebalancer.master;

import io.canopydb.driver.command.AddLeafAnswer;
import io.canopydb.driver.command.AddLeafRequest;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.metadata.store.Journal;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.time.Duration;

/** Carries out ADD LEAF. One leaf joins at a time in the whole cluster. */
final class AddLeaf {
  private static final Duration LOCK = Duration.ofSeconds(30);

  private final MetadataStore store;
  private final SealedAccounts accounts;
  private final StepListener listener;

  AddLeaf(MetadataStore store, SealedAccounts accounts, StepListener listener) {
    this.store = store;
    this.accounts = accounts;
    this.listener = listener;
  }

  /**
   * Adds the leaf, or finishes what an earlier master aggregator began for this request.
   *
   * @throws SQLException always one of Canopy's own errors
   */
  AddLeafAnswer run(String requestId, AddLeafRequest request)
      throws SQLException, InterruptedException {
    try (Journal.Lock lock = store.journal().lock(Journal.LEAVES, LOCK)) {
      StepGate gate = new StepGate(lock, "ADD LEAF " + request.server(), listener);
      return new LeafJoin(store, accounts, gate, requestId, request).run();
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    } catch (SQLException e) {
      throw CanopyError.of(e).isPresent()
          ? e
          : CanopyError.OPERATION_FAILED.causedBy(
              e, "ADD LEAF " + request.server(), e.getMessage(), "correct it and run it again");
    }
  }
}
