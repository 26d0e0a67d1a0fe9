package io.canopydb.proxy.wire.mysql.login;

import io.canopydb.driver.pool.Identity;
import org.jspecify.annotations.Nullable;

/**
 * A client that has proven who it is.
 *
 * @param capabilities what both sides can do
 * @param collation the number of the client's
 * @param database what it wants to begin with; null for none
 * @param address from where it is connected
 */
public record LoggedIn(
    String user,
    Identity identity,
    int capabilities,
    int collation,
    @Nullable String database,
    String address) {

  public boolean can(int capability) {
    return (capabilities & capability) != 0;
  }
}
