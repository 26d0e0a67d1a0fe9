package io.canopydb.proxy.wire.mysql.query;

import io.canopydb.driver.session.Session;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.wire.mysql.codec.Fields;
import io.canopydb.proxy.wire.mysql.codec.MalformedPacketException;
import io.canopydb.proxy.wire.mysql.codec.Messages;
import io.canopydb.proxy.wire.mysql.codec.PacketWriter;
import io.canopydb.proxy.wire.mysql.codec.Trouble;
import io.canopydb.proxy.wire.mysql.login.LoggedIn;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the commands of one client that has logged in. Used by one thread at a time. */
public final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private static final int QUIT = 0x01;
  private static final int INIT_DB = 0x02;
  private static final int QUERY = 0x03;
  private static final int FIELD_LIST = 0x04;
  private static final int STATISTICS = 0x09;
  private static final int PING = 0x0E;
  private static final int SET_OPTION = 0x1B;
  private static final int RESET_CONNECTION = 0x1F;

  /** Opens sessions for a client. */
  @FunctionalInterface
  public interface SessionSource {
    Session open(@Nullable String database) throws SQLException;
  }

  private final LoggedIn login;
  private final SessionSource sessions;
  private final PacketWriter out;
  private final Messages messages;
  private ClientSession client;

  private Commands(LoggedIn login, SessionSource sessions, PacketWriter out, Messages messages)
      throws SQLException {
    this.login = login;
    this.sessions = sessions;
    this.out = out;
    this.messages = messages;
    this.client = open(login.database());
  }

  /** Opens the session of a client, and tells the client that it is there. */
  public static Commands begin(
      LoggedIn login, SessionSource sessions, PacketWriter out, Messages messages)
      throws SQLException, ClientGoneException {
    Commands commands = new Commands(login, sessions, out, messages);
    commands.done();
    return commands;
  }

  private ClientSession open(@Nullable String database) throws SQLException {
    return new ClientSession(login, sessions.open(database));
  }

  /** The session that it has now; for any thread. */
  public Session session() {
    return client.session();
  }

  /**
   * Answers one command.
   *
   * @return false where it is the last
   */
  public boolean answer(ByteBuf packet) throws ClientGoneException {
    try {
      return take(packet);
    } catch (SQLException e) {
      messages.error(Trouble.of(e));
      return true;
    } catch (MalformedPacketException e) {
      messages.error(Trouble.MALFORMED);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("A command failed", e);
      messages.error(new Trouble(1105, "HY000", "internal error: " + e));
      return true;
    }
  }

  private boolean take(ByteBuf packet)
      throws SQLException, MalformedPacketException, ClientGoneException {
    int command = Fields.readByte(packet);
    switch (command) {
      case QUIT -> {
        return false;
      }
      case INIT_DB -> {
        client.session().useDatabase(text(packet));
        done();
      }
      case QUERY -> new TextResults(client, out, messages).run(text(packet));
      case FIELD_LIST -> new FieldList(client, messages).answer(packet);
      case STATISTICS -> statistics();
      case PING -> done();
      case SET_OPTION -> setOption(Fields.readShort(packet));
      case RESET_CONNECTION -> {
        reset();
        done();
      }
      default -> messages.error(Trouble.UNKNOWN_COMMAND);
    }
    return true;
  }

  private String text(ByteBuf packet) {
    return packet.readCharSequence(packet.readableBytes(), client.charset()).toString();
  }

  private void done() throws ClientGoneException {
    messages.ok(0, 0, client.status(), 0, "");
  }

  private void statistics() throws ClientGoneException {
    out.begin().writeBytes("Uptime: 0  Threads: 1".getBytes(StandardCharsets.US_ASCII));
    out.end();
  }

  private void setOption(int option) throws ClientGoneException {
    if (option > 1) {
      messages.error(Trouble.UNKNOWN_COMMAND);
      return;
    }
    client.several(option == 0);
    messages.end(client.status(), 0);
  }

  /** A session as it was when it began, but in the database that the client has come to. */
  private void reset() throws SQLException {
    ClientSession before = client;
    client = open(before.session().database());
    before.session().close();
  }

  /** Whether nothing is open that is to end before the server does. */
  public boolean idle() {
    return !client.inTransaction();
  }

  /** Gives everything back. */
  public void end() throws SQLException {
    client.session().close();
  }
}
