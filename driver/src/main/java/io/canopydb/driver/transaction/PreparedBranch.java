package io.canopydb.driver.transaction;

import io.canopydb.metadata.model.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's part that a leaf holds prepared.
 *
 * @param leaf where it was found
 * @param database the PostgreSQL database that it belongs to; null on MySQL
 * @param owner the PostgreSQL role that prepared it, which alone may end it; null on MySQL
 */
record PreparedBranch(BranchId id, Leaf leaf, @Nullable String database, @Nullable String owner) {}
