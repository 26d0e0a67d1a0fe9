package io.canopydb.metadata.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key under which the secrets in the metadata store are sealed: 256 bits, given to every
 * aggregator in base64, in a file or in the environment. Immutable; threads share it freely.
 *
 * <p>A sealed text is {@code canopy1:KEYID:BASE64}: AES in Galois counter mode over the text in
 * UTF-8, a random nonce of 12 bytes in front, the tag of 16 bytes behind; what stands before the
 * last colon is authenticated too. The key's id is derived from it one way, and tells a wrong key
 * from a damaged text. The sealed text tells the length of the secret, nothing else. Nonces are
 * random, which is sound for some billions of secrets under one key.
 */
public final class ClusterKey {

  /** The environment variable that holds the key. */
  public static final String VARIABLE = "CANOPY_CLUSTER_KEY";

  /** The environment variable that holds the path of the file that holds the key. */
  public static final String FILE_VARIABLE = "CANOPY_CLUSTER_KEY_FILE";

  private static final String PREFIX = "canopy1:";
  private static final int KEY_BYTES = 32;
  private static final int KEY_ID_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  /** A key takes 44 characters; whatever is much longer is another file. */
  private static final int MAX_FILE_BYTES = 1_024;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final String header;

  private ClusterKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "AES");
    this.header = PREFIX + keyId(bytes) + ":";
  }

  /** A new, random key. */
  public static ClusterKey generate() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return new ClusterKey(bytes);
  }

  /** The key that {@link #toBase64} wrote; blanks and line ends around it do not matter. */
  public static ClusterKey fromBase64(String text) throws ClusterKeyException {
    return parse(text, "the cluster key");
  }

  /**
   * The key that the environment names, if it names one.
   *
   * @param environment as of System.getenv
   */
  public static Optional<ClusterKey> fromEnvironment(Map<String, String> environment)
      throws ClusterKeyException {
    String text = value(environment, VARIABLE);
    String file = value(environment, FILE_VARIABLE);
    if (text != null && file != null) {
      throw new ClusterKeyException(
          VARIABLE + " and " + FILE_VARIABLE + " are both set; set one of them");
    }
    if (text != null) {
      return Optional.of(parse(text, VARIABLE));
    }
    return file == null ? Optional.empty() : Optional.of(load(Path.of(file)));
  }

  private static @Nullable String value(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** The key in a file. */
  public static ClusterKey load(Path file) throws ClusterKeyException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
      if (content.length > MAX_FILE_BYTES) {
        throw new ClusterKeyException(file + " is no cluster key: it is too long");
      }
      return parse(new String(content, US_ASCII), file.toString());
    } catch (IOException e) {
      throw new ClusterKeyException("the cluster key in " + file + " can't be read: " + e, e);
    }
  }

  private static ClusterKey parse(String text, String source) throws ClusterKeyException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      // The cause would quote a character of the key.
      throw new ClusterKeyException(source + " is not in base64");
    }
    if (bytes.length != KEY_BYTES) {
      throw new ClusterKeyException(
          source + " has " + bytes.length + " bytes, and a cluster key has " + KEY_BYTES);
    }
    return new ClusterKey(bytes);
  }

  /** The key itself, to be kept where only aggregators can read it. */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** What tells this key from others, and nothing else of it. Stands in every sealed text. */
  public String id() {
    return header.substring(PREFIX.length(), header.length() - 1);
  }

  /**
   * Writes the key into a new file that only its owner can read.
   *
   * @throws ClusterKeyException if there is a file already, or it can't be written
   */
  public void save(Path file) throws ClusterKeyException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, toBase64() + "\n", US_ASCII);
    } catch (FileAlreadyExistsException e) {
      throw new ClusterKeyException(file + " is there already, and keys are not overwritten", e);
    } catch (IOException e) {
      throw new ClusterKeyException("the cluster key can't be written to " + file + ": " + e, e);
    }
  }

  /** Seals a secret; another text each time. */
  public String seal(String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed;
    try {
      sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(secret.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks AES/GCM", e);
    }
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return header + Base64.getEncoder().encodeToString(all);
  }

  /**
   * Opens what {@link #seal} returned.
   *
   * @throws ClusterKeyException if it was sealed under another key, or changed since, or is of a
   *     format that this version does not know
   */
  public String open(String sealed) throws ClusterKeyException {
    if (!sealed.startsWith(PREFIX)) {
      throw new ClusterKeyException("the secret is not sealed in a format that this version knows");
    }
    if (!sealed.startsWith(header)) {
      throw new ClusterKeyException(
          "the secret was sealed under another cluster key; give this process the key that the"
              + " cluster was made with, in "
              + VARIABLE
              + " or "
              + FILE_VARIABLE);
    }
    try {
      byte[] all = Base64.getDecoder().decode(sealed.substring(header.length()));
      if (all.length < NONCE_BYTES + TAG_BYTES) {
        throw new ClusterKeyException("the sealed secret is cut short");
      }
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] opened =
          cipher(Cipher.DECRYPT_MODE, nonce).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(opened, UTF_8);
    } catch (IllegalArgumentException | AEADBadTagException e) {
      throw new ClusterKeyException("the sealed secret was damaged or forged", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks AES/GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
    cipher.updateAAD(header.getBytes(US_ASCII));
    return cipher;
  }

  private static String keyId(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] id = mac.doFinal("canopy cluster key id".getBytes(US_ASCII));
      return HexFormat.of().formatHex(id, 0, KEY_ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "ClusterKey";
  }
}
