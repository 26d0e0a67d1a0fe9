package io.canopydb.proxy.wire.mysql.query;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.ReadText;
import io.canopydb.proxy.wire.mysql.codec.BinaryParameters;
import io.canopydb.proxy.wire.mysql.codec.FieldType;
import io.canopydb.proxy.wire.mysql.codec.Fields;
import io.canopydb.proxy.wire.mysql.codec.MalformedPacketException;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement that a client has prepared, and what it has told of its parameters. */
final class ClientStatement {
  private final int id;
  private final ReadText text;
  private final int parameterCount;
  private final int[] types;
  private final @Nullable ByteArrayOutputStream[] sent;
  private boolean tooMuchSent;
  private @Nullable BinaryCursor cursor;

  ClientStatement(int id, ReadText text) {
    this.id = id;
    this.text = text;
    this.parameterCount = text.statements().get(0).parameterCount();
    this.types = new int[parameterCount];
    this.sent = new @Nullable ByteArrayOutputStream[parameterCount];
  }

  int id() {
    return id;
  }

  ReadText text() {
    return text;
  }

  int parameterCount() {
    return parameterCount;
  }

  /** Where its rows are taken from, some at a time; null where none are left. */
  @Nullable BinaryCursor cursor() {
    return cursor;
  }

  void cursor(@Nullable BinaryCursor opened) {
    cursor = opened;
  }

  /**
   * A part of a long value.
   *
   * @param most how many bytes a value may have
   */
  void send(int parameter, byte[] part, int most) {
    if (parameter >= parameterCount) {
      return;
    }
    ByteArrayOutputStream all = sent[parameter];
    if (all == null) {
      all = new ByteArrayOutputStream(part.length);
      sent[parameter] = all;
    }
    if (all.size() + (long) part.length > most) {
      tooMuchSent = true;
    } else {
      all.writeBytes(part);
    }
  }

  /** Forgets parts of long values. */
  void forgetSent() {
    java.util.Arrays.fill(sent, null);
    tooMuchSent = false;
  }

  /** Reads what is bound: whether each value is NULL, types where they are new, values. */
  @Nullable Parameter[] parameters(ByteBuf in, Charset charset)
      throws MalformedPacketException, SQLException {
    if (tooMuchSent) {
      throw new SQLException(
          "Parameter of prepared statement which is set through mysql_send_long_data() is longer"
              + " than 'max_allowed_packet' bytes",
          "HY000",
          1105);
    }
    @Nullable Parameter[] parameters = new @Nullable Parameter[parameterCount];
    if (parameterCount == 0) {
      return parameters;
    }
    byte[] nulls = Fields.readBytes(in, (parameterCount + 7) / 8);
    if (Fields.readByte(in) != 0) {
      for (int i = 0; i < parameterCount; i++) {
        types[i] = Fields.readShort(in);
      }
    }
    for (int i = 0; i < parameterCount; i++) {
      parameters[i] = new BoundParameter(value(in, i, nulls, charset));
    }
    return parameters;
  }

  private @Nullable Object value(ByteBuf in, int i, byte[] nulls, Charset charset)
      throws MalformedPacketException {
    ByteArrayOutputStream long0 = sent[i];
    if (long0 != null) {
      boolean text = (types[i] & 0xFF) >= FieldType.VAR_STRING || types[i] == FieldType.VARCHAR;
      return text ? BinaryParameters.text(long0.toByteArray(), charset) : long0.toByteArray();
    }
    boolean isNull = (nulls[i / 8] & 1 << i % 8) != 0 || (types[i] & 0xFF) == FieldType.NULL;
    return isNull ? null : BinaryParameters.read(in, types[i], charset);
  }
}
