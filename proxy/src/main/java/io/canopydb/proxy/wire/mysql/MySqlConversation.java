package io.canopydb.proxy.wire.mysql;

import io.canopydb.driver.session.Session;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.server.Conversation;
import io.canopydb.proxy.server.Reply;
import io.canopydb.proxy.server.Sessions;
import io.canopydb.proxy.wire.mysql.codec.Messages;
import io.canopydb.proxy.wire.mysql.codec.PacketDecoder;
import io.canopydb.proxy.wire.mysql.codec.PacketWriter;
import io.canopydb.proxy.wire.mysql.codec.Trouble;
import io.canopydb.proxy.wire.mysql.login.LoggedIn;
import io.canopydb.proxy.wire.mysql.login.Login;
import io.canopydb.proxy.wire.mysql.query.Commands;
import io.netty.buffer.ByteBuf;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said to one client of MySQL's: first it proves who it is, then it asks. */
final class MySqlConversation implements Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(MySqlConversation.class);

  private final Sessions sessions;
  private final Reply reply;
  private final PacketWriter out;
  private final Supplier<Login> greeted;
  private final Connection connection;
  private final int mostBytes;
  private @Nullable Login login;
  private volatile @Nullable Commands commands;
  private boolean leaving;
  private boolean said;

  /** What the conversation asks of its connection. For any thread. */
  interface Connection {
    /** The client has logged in. */
    void loggedIn();

    /** Whether a request is being answered, or none. */
    void busy(boolean now);
  }

  /**
   * @param greeted the log-in, which is asked for when the client has answered the greeting
   * @param mostBytes how long a packet may be, and a value that is sent in parts
   */
  MySqlConversation(
      Sessions sessions,
      Reply reply,
      PacketWriter out,
      Supplier<Login> greeted,
      Connection connection,
      int mostBytes) {
    this.mostBytes = mostBytes;
    this.sessions = sessions;
    this.reply = reply;
    this.out = out;
    this.greeted = greeted;
    this.connection = connection;
  }

  @Override
  public void answer(ByteBuf frame) throws ClientGoneException {
    if (said) {
      return;
    }
    int what = frame.readUnsignedByte();
    int first = frame.readUnsignedByte();
    out.number(frame.readUnsignedByte());
    connection.busy(true);
    switch (what) {
      case PacketDecoder.PACKET -> answer(frame, first);
      case PacketDecoder.TOO_LONG -> hangUp(Trouble.TOO_LONG);
      default -> hangUp(Trouble.OUT_OF_ORDER);
    }
    connection.busy(false);
  }

  private void answer(ByteBuf packet, int first) throws ClientGoneException {
    Commands ready = commands;
    if (ready == null) {
      logIn(packet);
    } else if (first != 0) {
      hangUp(Trouble.OUT_OF_ORDER);
    } else if (!ready.answer(packet)) {
      close();
    } else if (leaving && ready.idle()) {
      out.flush();
      hangUp(Trouble.SHUTDOWN);
    } else {
      out.flush();
    }
  }

  private void logIn(ByteBuf packet) throws ClientGoneException {
    Login under = login;
    if (under == null) {
      under = greeted.get();
      login = under;
    }
    Login.Result result = under.take(packet);
    if (result instanceof Login.Result.Done done) {
      begin(done.client());
    } else if (result instanceof Login.Result.Failed failed) {
      hangUp(failed.trouble());
    }
  }

  private void begin(LoggedIn client) throws ClientGoneException {
    try {
      commands =
          Commands.begin(
              client,
              database -> sessions.open(database, client.identity()),
              out,
              new Messages(out, client.capabilities()),
              mostBytes);
      login = null;
      connection.loggedIn();
      out.flush();
    } catch (SQLException e) {
      // Where a leaf judged the password, the client is told no more than by the exchange here.
      boolean denied = String.valueOf(e.getSQLState()).startsWith("28");
      hangUp(denied ? Trouble.denied(client.user(), client.address(), true) : Trouble.of(e));
    }
  }

  /** Says why, and closes the connection. */
  private void hangUp(Trouble why) throws ClientGoneException {
    new Messages(out, 0).error(why);
    close();
  }

  private void close() {
    said = true;
    out.close();
  }

  @Override
  public void leave() {
    leaving = true;
    Commands ready = commands;
    if (said || (ready != null && !ready.idle())) {
      return;
    }
    out.number(0);
    try {
      hangUp(Trouble.SHUTDOWN);
    } catch (ClientGoneException e) {
      LOG.debug("A client was gone before it could be told of the shutdown", e);
    }
  }

  @Override
  public void hangUp() {
    Commands ready = commands;
    if (ready != null) {
      Session session = ready.session();
      session.abort();
    }
  }

  @Override
  public void end() {
    try {
      Commands ready = commands;
      if (ready != null) {
        ready.end();
      }
    } catch (SQLException e) {
      LOG.debug("A session did not end in order", e);
    } finally {
      reply.release();
    }
  }
}
