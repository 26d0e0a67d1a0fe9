package io.canopydb.proxy.wire.mysql.query;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.LogicalNames;
import io.canopydb.driver.front.MySqlCollation;
import io.canopydb.driver.front.ReadText;
import io.canopydb.driver.session.Completion;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.wire.mysql.codec.Capability;
import io.canopydb.proxy.wire.mysql.codec.Messages;
import io.canopydb.proxy.wire.mysql.codec.SessionChanges;
import io.canopydb.proxy.wire.mysql.codec.Status;
import io.canopydb.proxy.wire.mysql.login.LoggedIn;
import io.netty.buffer.ByteBuf;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A client's session with the core, and what it has asked of the protocol. */
final class ClientSession {
  private static final Pattern KILL =
      Pattern.compile("(?:\\s|/\\*.*?\\*/)*KILL\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** How much of a text MySQL's syntax errors show. */
  private static final int NEAR = 80;

  private final LoggedIn client;
  private final Session session;
  private final LogicalNames names;
  private boolean several;
  private boolean autoCommit = true;

  private ClientSession(LoggedIn client, Session session) {
    this.client = client;
    this.session = session;
    this.names = new LogicalNames(session);
    this.several = client.can(Capability.MULTI_STATEMENTS);
  }

  /** A session as the client's greeting wants it. */
  static ClientSession begin(LoggedIn client, Session session) throws SQLException {
    ClientSession begun = new ClientSession(client, session);
    try {
      MySqlCollation used = used(MySqlCollation.of(client.collation()));
      begun.run("SET NAMES " + used.characterSet() + " COLLATE " + used.name());
      return begun;
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Runs a statement of the protocol's own, which gives nothing. */
  void run(String sql) throws SQLException {
    session.execute(
        session.prepare(sql, false), new @Nullable Parameter[0], ExecuteOptions.DEFAULT);
  }

  /** Tells what a statement came to that gives no rows. */
  void say(Messages messages, Outcome.Updated updated, boolean more) throws ClientGoneException {
    Completion said = updated.completion();
    OptionalLong changed = said.changed();
    boolean found = client.can(Capability.FOUND_ROWS) || changed.isEmpty();
    String info =
        changed.isEmpty()
            ? ""
            : "Rows matched: "
                + updated.count()
                + "  Changed: "
                + changed.getAsLong()
                + "  Warnings: "
                + said.warnings();
    messages.ok(
        found ? updated.count() : changed.getAsLong(),
        said.insertId(),
        status(more),
        said.warnings(),
        info,
        changes(said.command()));
  }

  /** What a client that keeps track is told of the database that was just selected. */
  SessionChanges databaseUsed() {
    return new SessionChanges(session.database(), Map.of());
  }

  private SessionChanges changes(String command) {
    boolean before = autoCommit;
    autoCommit = session.autoCommit();
    if (command.equals("USE")) {
      return databaseUsed();
    }
    return before == autoCommit
        ? SessionChanges.NONE
        : new SessionChanges(null, Map.of("autocommit", autoCommit ? "ON" : "OFF"));
  }

  /**
   * Reads a text of the client.
   *
   * @param many whether it may hold several statements
   * @throws SQLException as MySQL refuses a further statement: it is a syntax error there
   */
  ReadText read(String sql, boolean parameters, boolean many) throws SQLException {
    ReadText text = ReadText.of(session, sql, parameters, true);
    for (String one : text.texts()) {
      if (KILL.matcher(one).lookingAt()) {
        // The number is one of the proxy's connections; a leaf would take it for one of its own.
        throw CanopyError.UNSUPPORTED.with(
            "KILL through a proxy", "cancel the statement, or close the connection");
      }
    }
    if (!many && text.texts().size() > 1) {
      String first = text.texts().get(0);
      int behind = sql.indexOf(first) + first.length();
      String near = sql.substring(sql.indexOf(text.texts().get(1), behind));
      long breaks =
          sql.substring(0, sql.length() - near.length()).chars().filter(c -> c == '\n').count();
      throw new SQLException(
          "You have an error in your SQL syntax; check the manual that corresponds to your MySQL"
              + " server version for the right syntax to use near '"
              + near.substring(0, Math.min(near.length(), NEAR))
              + "' at line "
              + (breaks + 1),
          "42000",
          1064);
    }
    return text;
  }

  LoggedIn client() {
    return client;
  }

  Session session() {
    return session;
  }

  LogicalNames names() {
    return names;
  }

  /** Whether a text may hold several statements. */
  boolean several() {
    return several;
  }

  void several(boolean may) {
    several = may;
  }

  /**
   * What the session goes by: ASCII and bytes are taken as UTF-8, other sets are not served yet.
   */
  private static MySqlCollation used(MySqlCollation wanted) throws SQLException {
    return switch (wanted.characterSet()) {
      case "ascii", "binary" -> MySqlCollation.DEFAULT;
      default -> {
        if (!wanted.utf8()) {
          throw CanopyError.UNSUPPORTED.with(
              "a client of character set " + wanted.characterSet(), "connect with utf8mb4");
        }
        yield wanted;
      }
    };
  }

  /**
   * What is left of a packet, as text.
   *
   * @throws SQLException if it is none in the client's character set: as text its bytes would be
   *     others than were sent
   */
  String text(ByteBuf packet) throws SQLException {
    try {
      return charset().newDecoder().decode(packet.nioBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw CanopyError.UNSUPPORTED.causedBy(
          e,
          "a statement with bytes that are no UTF-8",
          "write bytes as x'..', or bind them to a prepared statement");
    }
  }

  /** What the client's texts are written in. */
  Charset charset() {
    return StandardCharsets.UTF_8;
  }

  boolean inTransaction() {
    return session.transactionStatus() != TransactionStatus.IDLE;
  }

  /** Where the session stands, as {@link Status} has it. */
  int status() {
    return (session.autoCommit() ? Status.AUTOCOMMIT : 0)
        | (inTransaction() ? Status.IN_TRANSACTION : 0);
  }

  /** Likewise, where another result may follow. */
  int status(boolean more) {
    return status() | (more ? Status.MORE_RESULTS : 0);
  }
}
