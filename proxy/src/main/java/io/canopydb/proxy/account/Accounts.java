package io.canopydb.proxy.account;

import java.util.Optional;

/** The accounts of a cluster that were made through Canopy. Safe for use by many threads. */
@FunctionalInterface
public interface Accounts {

  /**
   * An account; empty for a name that there is not, or whose account only a leaf can judge. Asks
   * nobody, so that the time it takes tells nothing.
   */
  Optional<Account> find(String user);
}
