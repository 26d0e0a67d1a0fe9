package io.canopydb.proxy.wire.postgresql;

import io.canopydb.proxy.account.ScramVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), with channel binding to the server's
 * certificate (RFC 5929). An unknown user gets the same messages, and fails in the end.
 */
final class ScramExchange {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 18;
  private static final int SALT_BYTES = 16;
  private static final int ITERATIONS = 4096;
  private static final int HASH_BYTES = 32;

  /** Of this process, so that the salt of a user that there is not stays the same. */
  private static final byte[] MOCK_KEY = random(HASH_BYTES);

  private final ScramVerifier verifier;
  private final boolean known;
  private final byte @Nullable [] endPoint;
  private final boolean encrypted;

  private String clientFirstBare = "";
  private String serverFirst = "";
  private String nonce = "";
  private String header = "";

  /**
   * @param verifier null where nobody of that name is known
   * @param endPoint the certificate's hash where the client chose to bind to it
   */
  ScramExchange(
      @Nullable ScramVerifier verifier,
      String user,
      byte @Nullable [] endPoint,
      boolean encrypted) {
    this.known = verifier != null;
    this.verifier = verifier != null ? verifier : mock(user);
    this.endPoint = endPoint;
    this.encrypted = encrypted;
  }

  private static ScramVerifier mock(String user) {
    byte[] salt = new byte[SALT_BYTES];
    System.arraycopy(hmac(MOCK_KEY, user.getBytes(StandardCharsets.UTF_8)), 0, salt, 0, SALT_BYTES);
    return new ScramVerifier(salt, ITERATIONS, random(HASH_BYTES), random(HASH_BYTES));
  }

  /** Answers the client's first message. */
  String first(String message) throws SQLException {
    int bare = message.indexOf(',', message.indexOf(',') + 1) + 1;
    if (bare < 3) {
      throw malformed();
    }
    header = message.substring(0, bare);
    char binding = header.charAt(0);
    boolean right =
        endPoint != null
            ? header.startsWith("p=tls-server-end-point,")
            // 'y': it would bind but believes that we can't, though over TLS we have offered it.
            : binding == 'n' || (binding == 'y' && !encrypted);
    if (!right) {
      throw new SQLException("SCRAM channel binding negotiation error", "28000");
    }
    clientFirstBare = message.substring(bare);
    String clientNonce = field(clientFirstBare, "r=");
    nonce = clientNonce + Base64.getEncoder().encodeToString(random(NONCE_BYTES));
    serverFirst =
        "r="
            + nonce
            + ",s="
            + Base64.getEncoder().encodeToString(verifier.salt())
            + ",i="
            + verifier.iterations();
    return serverFirst;
  }

  /** Answers the client's last message; null where its proof is wrong. */
  @Nullable String last(String message) throws SQLException {
    int proofAt = message.lastIndexOf(",p=");
    if (proofAt < 0) {
      throw malformed();
    }
    String withoutProof = message.substring(0, proofAt);
    if (!field(withoutProof, "r=").equals(nonce)
        || !field(withoutProof, "c=").equals(expectedBinding())) {
      throw malformed();
    }
    byte[] proof;
    try {
      proof = Base64.getDecoder().decode(message.substring(proofAt + 3));
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    if (proof.length != HASH_BYTES) {
      throw malformed();
    }
    byte[] text =
        (clientFirstBare + "," + serverFirst + "," + withoutProof).getBytes(StandardCharsets.UTF_8);
    byte[] signature = hmac(verifier.storedKey(), text);
    byte[] clientKey = new byte[HASH_BYTES];
    for (int i = 0; i < HASH_BYTES; i++) {
      clientKey[i] = (byte) (proof[i] ^ signature[i]);
    }
    boolean proven = MessageDigest.isEqual(hash(clientKey), verifier.storedKey());
    return proven && known
        ? "v=" + Base64.getEncoder().encodeToString(hmac(verifier.serverKey(), text))
        : null;
  }

  private String expectedBinding() {
    byte[] start = header.getBytes(StandardCharsets.UTF_8);
    if (endPoint == null) {
      return Base64.getEncoder().encodeToString(start);
    }
    byte[] all = new byte[start.length + endPoint.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(endPoint, 0, all, start.length, endPoint.length);
    return Base64.getEncoder().encodeToString(all);
  }

  private static String field(String message, String name) throws SQLException {
    for (String part : message.split(",", -1)) {
      if (part.startsWith(name)) {
        return part.substring(name.length());
      }
    }
    throw malformed();
  }

  private static SQLException malformed() {
    return new SQLException("malformed SCRAM message", "08P01");
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] hash(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
