package io.canopydb.proxy.account;

import io.canopydb.driver.pool.Identity;

/**
 * An account that was made through Canopy.
 *
 * @param verifier what a client proves itself against
 * @param identity who it is on the leaves
 */
public record Account(String user, Verifier verifier, Identity identity) {}
