package io.canopydb.proxy.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * PostgreSQL's verifier for SCRAM-SHA-256 (RFC 5802 and RFC 7677). Immutable but for its arrays,
 * which nobody changes.
 *
 * @param salt of the password
 * @param iterations of the hash
 * @param storedKey H(HMAC(salted password, "Client Key")), by which a client proves itself
 * @param serverKey HMAC(salted password, "Server Key"), by which the server does
 */
public record ScramVerifier(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey)
    implements Verifier {
  private static final int KEY_BITS = 256;

  /** The verifier of a password. */
  public static ScramVerifier of(String password, byte[] salt, int iterations) {
    try {
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(
                  new PBEKeySpec(prepared(password).toCharArray(), salt, iterations, KEY_BITS))
              .getEncoded();
      byte[] clientKey = hmac(salted, "Client Key".getBytes(StandardCharsets.US_ASCII));
      return new ScramVerifier(
          salt.clone(),
          iterations,
          MessageDigest.getInstance("SHA-256").digest(clientKey),
          hmac(salted, "Server Key".getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** SASLprep, as far as it changes what people type: NFKC. */
  private static String prepared(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  /** Says nothing of what it holds. */
  @Override
  public String toString() {
    return "ScramVerifier";
  }
}
