package io.canopydb.proxy.wire.mysql.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * The RSA keys by which clients send their passwords over connections without TLS: made when the
 * first one asks, and for this process. Safe for use by many threads.
 */
public final class KeyPairForPasswords {
  private static final int BITS = 2048;

  // Guarded by this.
  private @Nullable KeyPair keys;

  private synchronized KeyPair keys() {
    if (keys == null) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        keys = generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has RSA", e);
      }
    }
    return keys;
  }

  /** The public key as PEM. */
  byte[] publicKey() {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(keys().getPublic().getEncoded());
    return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** What a client has encrypted by it; null where it has not. */
  byte @Nullable [] decrypt(byte[] encrypted) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
      cipher.init(Cipher.DECRYPT_MODE, keys().getPrivate());
      return cipher.doFinal(encrypted);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }
}
