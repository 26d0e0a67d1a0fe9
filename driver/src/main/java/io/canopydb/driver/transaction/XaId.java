package io.canopydb.driver.transaction;

import java.util.Base64;
import java.util.Optional;

/**
 * A transaction manager's name for a branch, an Xid of JTA's.
 *
 * @param global the global transaction's id in base64url; so is the qualifier
 */
public record XaId(int format, String global, String qualifier) {
  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

  /** A name by its bytes. */
  public static XaId of(int format, byte[] global, byte[] qualifier) {
    return new XaId(format, TO_TEXT.encodeToString(global), TO_TEXT.encodeToString(qualifier));
  }

  /** Letters, digits, '-', '_' and ':': at most 185 of them, since JTA's ids have 64 bytes each. */
  public String text() {
    return format + ":" + global + ":" + qualifier;
  }

  /** Reads {@link #text}. */
  static Optional<XaId> parse(String text) {
    String[] parts = text.split(":", -1);
    try {
      return parts.length == 3
          ? Optional.of(new XaId(Integer.parseInt(parts[0]), parts[1], parts[2]))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The bytes of the global transaction's id. */
  public byte[] globalBytes() {
    return Base64.getUrlDecoder().decode(global);
  }

  /** The bytes of the branch qualifier. */
  public byte[] qualifierBytes() {
    return Base64.getUrlDecoder().decode(qualifier);
  }
}
