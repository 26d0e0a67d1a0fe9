package io.canopydb.metadata.placement;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the canonical forms of a shard key's values as bytes, and hashes them. The bytes are a
 * stored format: where every row lies depends on them.
 *
 * <p>Each value is a payload and then a trailer of four bytes, a little-endian integer: the {@link
 * Family} in the upper four bits, the length of the payload in bytes in the lower 28. Values follow
 * each other in the order of the key's columns. (The trailer stands behind, so that the key of one
 * integer is a long and an int, which the hash function takes without an array.)
 *
 * <p>The hash is XXH3, 64 bits, seed 0.
 */
public final class KeyEncoder {

  /** What a payload holds; the code is part of the stored format. */
  enum Family {
    /** NULL: no payload. */
    NULL(0),
    /** A number that a signed 64-bit integer holds: 8 bytes, little-endian. */
    INTEGER(1),
    /**
     * Any other number, unscaled × 10^-scale, with no trailing zero in unscaled: the scale in 4
     * bytes little-endian, and unscaled in the fewest bytes of two's complement, big-endian. NaN
     * and infinities: their PostgreSQL text in ASCII.
     */
    DECIMAL(2),
    /** A string: MySQL's WEIGHT_STRING with no trailing padding weights; PostgreSQL: UTF-8. */
    STRING(3),
    /** A binary string as it is. */
    BINARY(4),
    /** A date, ASCII: {@code 2026-11-23}. */
    DATE(5),
    /** A date and time without zone, ASCII: {@code 2026-11-23 10:20:30.5}, no trailing zero. */
    DATE_TIME(6),
    /** A time, ASCII: {@code 10:20:30.5}, no trailing zero of the fraction. */
    TIME(7),
    /** An instant: as {@link #DATE_TIME}, in UTC. */
    INSTANT(8),
    /** 16 bytes, big-endian. */
    UUID(9),
    /** One byte, 0 or 1. */
    BOOLEAN(10);

    private final int code;

    Family(int code) {
      this.code = code;
    }

    int trailer(int length) {
      if (length >= 1 << 28) {
        throw new IllegalArgumentException("a shard key value is longer than 256 MB");
      }
      return code << 28 | length;
    }
  }

  private static final Hasher64 HASHER = Hashing.xxh3_64();

  private byte[] bytes = new byte[64];
  private int length;
  private int payloadStart;

  KeyEncoder() {}

  /** The hash of a key that is one integer. */
  static long hashOf(long value) {
    return HASHER.hashLongIntToLong(value, Family.INTEGER.trailer(Long.BYTES));
  }

  /** The hash of all that was put. */
  long hash() {
    return HASHER.hashBytesToLong(bytes, 0, length);
  }

  /** All that was put. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  void putByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void putBytes(byte[] values) {
    reserve(values.length);
    System.arraycopy(values, 0, bytes, length, values.length);
    length += values.length;
  }

  void putIntLittleEndian(int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      putByte(value >>> shift);
    }
  }

  void putLongLittleEndian(long value) {
    putIntLittleEndian((int) value);
    putIntLittleEndian((int) (value >>> Integer.SIZE));
  }

  void putLongBigEndian(long value) {
    putLongLittleEndian(Long.reverseBytes(value));
  }

  void putUtf8(String value) {
    putBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the payload of one value. */
  void end(Family family) {
    int trailer = family.trailer(length - payloadStart);
    putIntLittleEndian(trailer);
    payloadStart = length;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
