package io.canopydb.driver.parse.command;

import org.jspecify.annotations.Nullable;

/**
 * SETTLE TRANSACTION: ends one that is in doubt, without waiting for the resolver.
 *
 * @param id as SHOW TRANSACTIONS gives it
 * @param commit how a person wants it to end if nothing was decided; null where nobody says
 */
public record SettleTransaction(String id, @Nullable Boolean commit) implements ClusterCommand {}
