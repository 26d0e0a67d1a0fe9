package io.canopydb.it.wire.postgresql;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A client's side of SCRAM-SHA-256. */
final class ScramClient {
  private static final String BARE = "n=,r=rOprNGfwEbeRWgbNEkqO";

  private final String password;
  private final String header;
  private final byte[] binding;

  /**
   * @param header of the channel binding: {@code n,,}
   * @param binding what is bound to
   */
  ScramClient(String password, String header, byte[] binding) {
    this.password = password;
    this.header = header;
    this.binding = binding;
  }

  String first() {
    return header + BARE;
  }

  /** The last message, for the server's first. */
  String last(String serverFirst) throws GeneralSecurityException {
    String[] parts = serverFirst.split(",", 3);
    byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
    int iterations = Integer.parseInt(parts[2].substring(2));
    byte[] salted =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
            .getEncoded();
    byte[] clientKey = hmac(salted, "Client Key");
    byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
    byte[] bound = Frontend.together(header.getBytes(StandardCharsets.US_ASCII), binding);
    String withoutProof = "c=" + Base64.getEncoder().encodeToString(bound) + "," + parts[0];
    byte[] signature = hmac(storedKey, BARE + "," + serverFirst + "," + withoutProof);
    byte[] proof = new byte[clientKey.length];
    for (int i = 0; i < proof.length; i++) {
      proof[i] = (byte) (clientKey[i] ^ signature[i]);
    }
    return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
