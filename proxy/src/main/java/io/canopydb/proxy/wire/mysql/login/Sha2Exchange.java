package io.canopydb.proxy.wire.mysql.login;

import io.canopydb.proxy.account.Account;
import io.canopydb.proxy.account.CachingSha2Verifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * caching_sha2_password: the judgement of what a client proves its password by. A client whose user
 * is not there is judged likewise, by a password that nobody has. Immutable.
 */
final class Sha2Exchange {
  private static final int DIGEST_BYTES = 32;

  /** Of no password: the double hash of what hashes to it is not known. */
  private static final byte[] NOBODY = sha256("nobody has this".getBytes(StandardCharsets.UTF_8));

  private final byte[] doubleHash;
  private final boolean known;
  private final byte[] nonce;

  Sha2Exchange(Optional<Account> account, byte[] nonce) {
    this.nonce = nonce;
    this.known = account.isPresent() && account.get().verifier() instanceof CachingSha2Verifier;
    this.doubleHash =
        account.isPresent() && account.get().verifier() instanceof CachingSha2Verifier verifier
            ? verifier.doubleHash()
            : NOBODY;
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * The fast way.
   *
   * @param proof SHA256(password) XOR SHA256(SHA256(SHA256(password)), nonce)
   */
  boolean provenBy(byte[] proof) {
    if (proof.length != DIGEST_BYTES) {
      return false;
    }
    byte[] hash = sha256(doubleHash, nonce);
    for (int i = 0; i < hash.length; i++) {
      hash[i] ^= proof[i];
    }
    return MessageDigest.isEqual(sha256(hash), doubleHash) && known;
  }

  /** The full way. */
  boolean isPassword(byte[] password) {
    return MessageDigest.isEqual(sha256(sha256(password)), doubleHash) && known;
  }
}
