package io.canopydb.proxy.wire.postgresql.codec;

import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;

/**
 * PostgreSQL's numeric in binary: digits of base 10,000, the weight of the first, a sign, and how
 * many decimal digits are shown behind the point (numeric_send of src/backend/utils/adt/numeric.c).
 */
final class BinaryNumeric {
  private static final int POSITIVE = 0x0000;
  private static final int NEGATIVE = 0x4000;
  private static final int NOT_A_NUMBER = 0xC000;
  private static final int INFINITY = 0xD000;
  private static final int MINUS_INFINITY = 0xF000;

  /** As servers write it; it means nothing. */
  private static final int SCALE_OF_INFINITY = 32;

  private static final int DIGITS = 4;
  private static final BigInteger BASE = BigInteger.valueOf(10_000);

  private BinaryNumeric() {}

  static void write(ByteBuf out, String text) {
    switch (text) {
      case "NaN" -> special(out, NOT_A_NUMBER, 0);
      case "Infinity" -> special(out, INFINITY, SCALE_OF_INFINITY);
      case "-Infinity" -> special(out, MINUS_INFINITY, SCALE_OF_INFINITY);
      default -> write(out, new BigDecimal(text));
    }
  }

  private static void special(ByteBuf out, int sign, int scale) {
    out.writeShort(0).writeShort(0).writeShort(sign).writeShort(scale);
  }

  private static void write(ByteBuf out, BigDecimal value) {
    int scale = Math.max(0, value.scale());
    // So many decimal digits behind the point that they are whole digits of the base.
    int fraction = (scale + DIGITS - 1) / DIGITS;
    BigInteger rest = value.abs().setScale(fraction * DIGITS).unscaledValue();
    int count = 0;
    short[] digits = new short[rest.bitLength() / 13 + 2];
    while (rest.signum() != 0) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      digits[count++] = parts[1].shortValue();
      rest = parts[0];
    }
    int trailing = 0;
    while (trailing < count && digits[trailing] == 0) {
      trailing++;
    }
    out.writeShort(count - trailing)
        .writeShort(count == 0 ? 0 : count - 1 - fraction)
        .writeShort(value.signum() < 0 ? NEGATIVE : POSITIVE)
        .writeShort(scale);
    for (int i = count - 1; i >= trailing; i--) {
      out.writeShort(digits[i]);
    }
  }

  static String read(ByteBuf in) throws SQLException {
    if (in.readableBytes() < 8) {
      throw MalformedValue.error();
    }
    int count = in.readUnsignedShort();
    int weight = in.readShort();
    int sign = in.readUnsignedShort();
    int scale = in.readUnsignedShort();
    switch (sign) {
      case NOT_A_NUMBER -> {
        return "NaN";
      }
      case INFINITY -> {
        return "Infinity";
      }
      case MINUS_INFINITY -> {
        return "-Infinity";
      }
      case POSITIVE, NEGATIVE -> {}
      default -> throw MalformedValue.error();
    }
    if (in.readableBytes() != 2 * count) {
      throw MalformedValue.error();
    }
    BigInteger digits = BigInteger.ZERO;
    for (int i = 0; i < count; i++) {
      int digit = in.readShort();
      if (digit < 0 || digit >= BASE.intValue()) {
        throw MalformedValue.error();
      }
      digits = digits.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    BigDecimal value =
        new BigDecimal(digits, (count - 1 - weight) * DIGITS)
            .setScale(scale, java.math.RoundingMode.DOWN);
    return (sign == NEGATIVE ? value.negate() : value).toPlainString();
  }
}
