package io.canopydb.proxy.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * MySQL's verifier for the fast path of caching_sha2_password. Immutable but for its array, which
 * nobody changes.
 *
 * @param doubleHash SHA256(SHA256(password))
 */
public record CachingSha2Verifier(byte[] doubleHash) implements Verifier {

  /** The verifier of a password. */
  public static CachingSha2Verifier of(String password) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return new CachingSha2Verifier(
          sha.digest(sha.digest(password.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Says nothing of what it holds. */
  @Override
  public String toString() {
    return "CachingSha2Verifier";
  }
}
