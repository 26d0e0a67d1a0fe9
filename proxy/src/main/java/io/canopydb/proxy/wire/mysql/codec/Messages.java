package io.canopydb.proxy.wire.mysql.codec;

import io.canopydb.driver.front.MySqlColumn;
import io.canopydb.proxy.server.ClientGoneException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The messages of a server that every answer is made of. Used by one thread at a time.
 *
 * <p>Status is the bits of {@link Status}.
 */
public final class Messages {
  private static final int OK = 0;
  private static final int END = 0xFE;
  private static final int ERROR = 0xFF;
  private static final byte[] CATALOG = "def".getBytes(StandardCharsets.US_ASCII);

  private final PacketWriter out;
  private final int capabilities;

  public Messages(PacketWriter out, int capabilities) {
    this.out = out;
    this.capabilities = capabilities;
  }

  private boolean can(int capability) {
    return (capabilities & capability) != 0;
  }

  /** A statement without rows is done. */
  public void ok(long affected, long insertId, int status, int warnings, String info)
      throws ClientGoneException {
    ok(OK, affected, insertId, status, warnings, info, SessionChanges.NONE);
  }

  /** Likewise, and it has changed something of the session that clients keep track of. */
  public void ok(
      long affected, long insertId, int status, int warnings, String info, SessionChanges changes)
      throws ClientGoneException {
    ok(OK, affected, insertId, status, warnings, info, changes);
  }

  private void ok(
      int header,
      long affected,
      long insertId,
      int status,
      int warnings,
      String info,
      SessionChanges changes)
      throws ClientGoneException {
    boolean told = !changes.isNone() && can(Capability.SESSION_TRACK);
    ByteBuf to = out.begin().writeByte(header);
    Fields.writeNumber(to, affected);
    Fields.writeNumber(to, insertId);
    to.writeShortLE(told ? status | Status.STATE_CHANGED : status)
        .writeShortLE(Math.min(warnings, 0xFFFF));
    if (told || !info.isEmpty()) {
      Fields.writeText(to, info, StandardCharsets.UTF_8);
    }
    if (told) {
      changes.write(to);
    }
    out.end();
  }

  /** The end of rows. */
  public void endOfRows(int status, int warnings) throws ClientGoneException {
    if (can(Capability.DEPRECATE_EOF)) {
      ok(END, 0, 0, status, warnings, "", SessionChanges.NONE);
    } else {
      end(status, warnings);
    }
  }

  /** The end of columns, which newer clients do without. */
  public void endOfColumns(int status, int warnings) throws ClientGoneException {
    if (!can(Capability.DEPRECATE_EOF)) {
      end(status, warnings);
    }
  }

  /** An end that every client is told. */
  public void end(int status, int warnings) throws ClientGoneException {
    out.begin().writeByte(END).writeShortLE(Math.min(warnings, 0xFFFF)).writeShortLE(status);
    out.end();
  }

  public void error(Trouble trouble) throws ClientGoneException {
    error(out.begin(), trouble);
    out.end();
  }

  /** The content of an error's packet. */
  public static void error(ByteBuf to, Trouble trouble) {
    to.writeByte(ERROR).writeShortLE(trouble.number()).writeByte('#');
    to.writeBytes(state(trouble).getBytes(StandardCharsets.US_ASCII));
    to.writeBytes(trouble.message().getBytes(StandardCharsets.UTF_8));
  }

  private static String state(Trouble trouble) {
    return trouble.state().length() == 5 ? trouble.state() : "HY000";
  }

  /** How many columns follow. */
  public void columnCount(int count) throws ClientGoneException {
    Fields.writeNumber(out.begin(), count);
    out.end();
  }

  public void column(MySqlColumn column) throws ClientGoneException {
    column(out.begin(), column);
    out.end();
  }

  /** A column with its default, which COM_FIELD_LIST tells: none. */
  public void listedColumn(MySqlColumn column) throws ClientGoneException {
    ByteBuf to = out.begin();
    column(to, column);
    to.writeByte(Fields.NULL);
    out.end();
  }

  private static void column(ByteBuf to, MySqlColumn column) {
    Fields.writeBytes(to, CATALOG);
    Fields.writeText(to, column.database(), StandardCharsets.UTF_8);
    Fields.writeText(to, column.table(), StandardCharsets.UTF_8);
    Fields.writeText(to, column.originalTable(), StandardCharsets.UTF_8);
    Fields.writeText(to, column.label(), StandardCharsets.UTF_8);
    Fields.writeText(to, column.name(), StandardCharsets.UTF_8);
    to.writeByte(0x0C);
    to.writeShortLE(column.collation());
    to.writeIntLE((int) column.length());
    to.writeByte(column.type());
    to.writeShortLE(column.flags());
    to.writeByte(column.decimals());
    to.writeShortLE(0);
  }
}
