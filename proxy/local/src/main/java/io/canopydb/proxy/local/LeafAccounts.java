package io.canopydb.proxy.local;

import io.canopydb.driver.pool.Credentials;
import java.security.SecureRandom;

/**
 * The two accounts that every server of a local cluster has.
 *
 * @param admin Canopy's own, with every privilege
 * @param app the application's, with what an application does: create databases, tables and so on,
 *     read and write
 */
public record LeafAccounts(Credentials admin, Credentials app) {

  /** The name of Canopy's own account. */
  static final String ADMIN = "canopy_admin";

  private static final String ALPHABET =
      "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int PASSWORD_LENGTH = 24;

  /** The accounts with new random passwords, of letters and digits only. */
  public static LeafAccounts random() {
    SecureRandom random = new SecureRandom();
    return new LeafAccounts(
        new Credentials(ADMIN, password(random)), new Credentials("app", password(random)));
  }

  private static String password(SecureRandom random) {
    StringBuilder password = new StringBuilder(PASSWORD_LENGTH);
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
