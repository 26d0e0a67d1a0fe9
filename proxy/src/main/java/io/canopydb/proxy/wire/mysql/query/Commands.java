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
  private static final int STMT_PREPARE = 0x16;
  private static final int STMT_EXECUTE = 0x17;
  private static final int STMT_SEND_LONG_DATA = 0x18;
  private static final int STMT_CLOSE = 0x19;
  private static final int STMT_RESET = 0x1A;
  private static final int SET_OPTION = 0x1B;
  private static final int STMT_FETCH = 0x1C;
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
  private final int mostBytes;
  private volatile ClientSession client;
  private PreparedStatements prepared;

  private Commands(
      LoggedIn login, SessionSource sessions, PacketWriter out, Messages messages, int mostBytes)
      throws SQLException {
    this.mostBytes = mostBytes;
    this.login = login;
    this.sessions = sessions;
    this.out = out;
    this.messages = messages;
    this.client = open(login.database());
    this.prepared = prepared(client);
  }

  private PreparedStatements prepared(ClientSession of) {
    return new PreparedStatements(of, out, messages, mostBytes);
  }

  /**
   * Opens the session of a client, and tells the client that it is there.
   *
   * @param mostBytes how long a value may be that is sent in parts
   */
  public static Commands begin(
      LoggedIn login, SessionSource sessions, PacketWriter out, Messages messages, int mostBytes)
      throws SQLException, ClientGoneException {
    Commands commands = new Commands(login, sessions, out, messages, mostBytes);
    commands.done();
    return commands;
  }

  private ClientSession open(@Nullable String database) throws SQLException {
    return ClientSession.begin(login, sessions.open(database));
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
        messages.ok(0, 0, client.status(), 0, "", client.databaseUsed());
      }
      case QUERY -> new TextResults(client, out, messages).run(text(packet));
      case FIELD_LIST -> new FieldList(client, messages).answer(packet);
      case STATISTICS -> statistics();
      case PING -> done();
      case STMT_PREPARE -> prepared.prepare(text(packet));
      case STMT_EXECUTE -> prepared.execute(packet);
      case STMT_SEND_LONG_DATA -> prepared.sendLongData(packet);
      case STMT_CLOSE -> prepared.close(packet);
      case STMT_RESET -> prepared.reset(packet);
      case STMT_FETCH -> prepared.fetch(packet);
      case SET_OPTION -> setOption(Fields.readShort(packet));
      case RESET_CONNECTION -> {
        reset();
        done();
      }
      default -> messages.error(Trouble.UNKNOWN_COMMAND);
    }
    return true;
  }

  private String text(ByteBuf packet) throws SQLException {
    return client.text(packet);
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
    messages.endOfRows(client.status(), 0);
  }

  /** A session as it was when it began, but in the database that the client has come to. */
  private void reset() throws SQLException {
    ClientSession before = client;
    ClientSession after = open(before.session().database());
    prepared.closeAll();
    client = after;
    prepared = prepared(after);
    before.session().close();
  }

  /** Whether nothing is open that is to end before the server does. */
  public boolean idle() {
    return !client.inTransaction();
  }

  /** Gives everything back. */
  public void end() throws SQLException {
    try {
      prepared.closeAll();
    } finally {
      client.session().close();
    }
  }
}
