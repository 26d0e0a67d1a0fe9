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

  AddLeaf(MetadataStore store, SealedAccounts accounts) {
    this.store = store;
    this.accounts = accounts;
  }

  /**
   * Adds the leaf, or finishes what an earlier master aggregator began for this request.
   *
   * @throws SQLException always one of Canopy's own errors
   */
  AddLeafAnswer run(String requestId, AddLeafRequest request)
      throws SQLException, InterruptedException {
    try (Journal.Lock lock = store.journal().lock(Journal.LEAVES, LOCK)) {
      return new LeafJoin(store, accounts, lock, requestId, request).run();
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
