package io.canopydb.proxy.wire.mysql.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a statement has changed of its session, as clients keep track of it.
 *
 * @param database the one that was selected; null where none was
 * @param variables the system variables that were set, and what they are now
 */
public record SessionChanges(@Nullable String database, Map<String, String> variables) {
  public static final SessionChanges NONE = new SessionChanges(null, Map.of());

  /** SESSION_TRACK_SYSTEM_VARIABLES. */
  private static final int VARIABLE = 0;

  /** SESSION_TRACK_SCHEMA. */
  private static final int DATABASE = 1;

  boolean isNone() {
    return database == null && variables.isEmpty();
  }

  /** Writes them, behind their length. */
  void write(ByteBuf to) {
    ByteBuf all = Unpooled.buffer();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      ByteBuf one = Unpooled.buffer();
      Fields.writeText(one, variable.getKey(), StandardCharsets.UTF_8);
      Fields.writeText(one, variable.getValue(), StandardCharsets.UTF_8);
      write(all, VARIABLE, one);
    }
    if (database != null) {
      ByteBuf one = Unpooled.buffer();
      Fields.writeText(one, database, StandardCharsets.UTF_8);
      write(all, DATABASE, one);
    }
    Fields.writeNumber(to, all.readableBytes());
    to.writeBytes(all);
  }

  private static void write(ByteBuf all, int type, ByteBuf content) {
    all.writeByte(type);
    Fields.writeNumber(all, content.readableBytes());
    all.writeBytes(content);
  }
}
