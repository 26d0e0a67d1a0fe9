package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.server.Conversation;
import io.netty.buffer.ByteBuf;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of PostgreSQL's protocol: it logs in, and then asks. */
final class PostgreSqlConversation implements Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(PostgreSqlConversation.class);

  private final Served served;
  private final BackendMessages out;
  private final Runnable loggedIn;
  private final LogIn login;

  private RunningClients.@Nullable Client client;
  private @Nullable Queries queries;
  private boolean leaving;

  /** Set once, and then read by any thread. */
  private volatile @Nullable Session session;

  private volatile boolean gone;

  /**
   * @param encrypted whether the connection has TLS
   * @param loggedIn is run when the client has logged in
   */
  PostgreSqlConversation(Served served, BackendMessages out, boolean encrypted, Runnable loggedIn) {
    this.served = served;
    this.out = out;
    this.loggedIn = loggedIn;
    this.login = new LogIn(served, out, encrypted);
  }

  @Override
  public void answer(ByteBuf frame) throws ClientGoneException {
    try {
      Queries asked = queries;
      if (asked == null) {
        logIn(frame);
      } else {
        asked.answer(frame);
        if (leaving && asked.atRest()) {
          sayGoodbye();
        }
      }
    } catch (SQLException e) {
      // Queries answer their own errors; what comes here ends the connection.
      out.error(ErrorFields.fatal(e));
      out.close();
    } catch (IndexOutOfBoundsException e) {
      if (queries != null) {
        throw e;
      }
      out.error(ErrorFields.fatal("08P01", "insufficient data left in message"));
      out.close();
    }
  }

  private void logIn(ByteBuf frame) throws SQLException, ClientGoneException {
    LogIn.Done done = login.answer(frame);
    if (done == null) {
      out.flush();
      return;
    }
    Session opened = open(done);
    session = opened;
    if (gone) {
      throw new ClientGoneException();
    }
    Settings settings = new Settings(opened, out);
    settings.start(done.options());
    out.authenticationOk();
    settings.reportAll(done.user());
    RunningClients.Client entered = served.clients().enter(() -> cancel(opened));
    client = entered;
    out.cancelKey(entered.process(), entered.secret());
    out.ready(TransactionStatus.IDLE);
    out.flush();
    queries = new Queries(opened, out, settings, new StatementTypes());
    loggedIn.run();
  }

  private Session open(LogIn.Done done) throws SQLException {
    try {
      return served.sessions().open(database(done.database()), done.identity());
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("28")) {
        // A leaf judged the password; the client is told no more than by the exchange here.
        throw LogIn.wrong(done.user());
      }
      if (CanopyError.UNKNOWN_DATABASE.is(e)) {
        throw new SQLException("database \"" + done.database() + "\" does not exist", "3D000");
      }
      throw e;
    }
  }

  /** Tools connect to the database that every server has, to ask for others: here it is none. */
  private @Nullable String database(String name) {
    boolean ofCluster =
        served.sessions().cluster().store().snapshot().databases().containsKey(name);
    return name.equals("postgres") && !ofCluster ? null : name;
  }

  private static void cancel(Session session) {
    try {
      session.cancel();
    } catch (SQLException e) {
      LOG.debug("A statement could not be cancelled", e);
    }
  }

  @Override
  public void leave() {
    leaving = true;
    Queries asked = queries;
    if (asked == null || asked.atRest()) {
      try {
        sayGoodbye();
      } catch (ClientGoneException e) {
        LOG.debug("A client was gone before it was told of the end", e);
      }
    }
  }

  private void sayGoodbye() throws ClientGoneException {
    out.error(ErrorFields.fatal("57P01", "terminating connection due to administrator command"));
    out.close();
  }

  @Override
  public void hangUp() {
    gone = true;
    Session running = session;
    if (running != null) {
      cancel(running);
    }
  }

  @Override
  public void end() {
    RunningClients.Client entered = client;
    if (entered != null) {
      served.clients().leave(entered);
    }
    try {
      if (queries != null) {
        queries.close();
      }
      Session opened = session;
      if (opened != null) {
        opened.close();
      }
    } catch (SQLException e) {
      LOG.debug("A session did not end in order", e);
    } finally {
      out.release();
    }
  }
}
