package io.canopydb.driver.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that is prepared for a transaction manager, as who prepared it knows it.
 *
 * @param database in which its parts lie
 */
public record XaPrepared(
    TransactionId id, DecisionPlace place, @Nullable String database, List<BranchId> parts) {}
