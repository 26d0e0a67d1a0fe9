package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.Identity;
import io.canopydb.proxy.account.Account;
import io.canopydb.proxy.account.ScramVerifier;
import io.canopydb.proxy.server.ClientGoneException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's log-in. Who has an account that was made through Canopy proves to know its password by
 * SCRAM-SHA-256. Whom Canopy does not know is asked for the password where the connection has TLS,
 * and a leaf judges it; without TLS he goes through the same exchange, and fails.
 */
final class LogIn {
  /** The newest minor version that is spoken here. */
  private static final int MINOR = 2;

  private static final String PLUS = "SCRAM-SHA-256-PLUS";
  private static final String PLAIN = "SCRAM-SHA-256";
  private static final String OF_PROTOCOL = "_pq_.";

  private final Served served;
  private final BackendMessages out;
  private final boolean encrypted;

  private final Map<String, String> options = new LinkedHashMap<>();
  private String user = "";
  private @Nullable Account account;
  private @Nullable ScramExchange scram;
  private Step step = Step.HELLO;

  private enum Step {
    HELLO,
    PASSWORD,
    SASL_FIRST,
    SASL_LAST
  }

  /**
   * A client that has logged in.
   *
   * @param options what it wants to be set
   */
  record Done(String user, String database, Identity identity, Map<String, String> options) {}

  LogIn(Served served, BackendMessages out, boolean encrypted) {
    this.served = served;
    this.out = out;
    this.encrypted = encrypted;
  }

  /**
   * Takes the next message; null where it is not the last.
   *
   * @throws SQLException what ends the connection
   */
  @Nullable Done answer(ByteBuf frame) throws SQLException, ClientGoneException {
    return switch (step) {
      case HELLO -> {
        hello(frame);
        yield null;
      }
      case PASSWORD -> {
        String password = FrameReader.text(message(frame));
        yield done(new Credentials(user, password));
      }
      case SASL_FIRST -> {
        saslFirst(message(frame));
        yield null;
      }
      case SASL_LAST -> saslLast(message(frame));
    };
  }

  private void hello(ByteBuf frame) throws SQLException, ClientGoneException {
    frame.skipBytes(6);
    int minor = frame.readUnsignedShort();
    List<String> unknown = new ArrayList<>();
    for (String name = FrameReader.text(frame); !name.isEmpty(); name = FrameReader.text(frame)) {
      String value = FrameReader.text(frame);
      if (name.startsWith(OF_PROTOCOL)) {
        unknown.add(name);
      } else {
        options.put(name, value);
      }
    }
    if (minor > MINOR || !unknown.isEmpty()) {
      out.negotiate(Math.min(minor, MINOR), unknown);
    }
    user = options.getOrDefault("user", "");
    if (user.isEmpty()) {
      throw new SQLException("no PostgreSQL user name specified in startup packet", "28000");
    }
    if (options.containsKey("replication")
        && !options.get("replication").matches("(?i)false|off|no|0")) {
      throw new SQLException("replication connections are not served by a proxy", "0A000");
    }
    Optional<Account> found = served.accounts().find(user);
    account = found.orElse(null);
    if (found.isEmpty() && encrypted) {
      step = Step.PASSWORD;
      out.askPassword();
      return;
    }
    step = Step.SASL_FIRST;
    out.saslMechanisms(encrypted ? List.of(PLUS, PLAIN) : List.of(PLAIN));
  }

  /** The body of a password message. */
  private static ByteBuf message(ByteBuf frame) throws SQLException {
    if (frame.readByte() != 'p') {
      throw FrameReader.violation("expected password response");
    }
    frame.skipBytes(4);
    return frame;
  }

  private void saslFirst(ByteBuf frame) throws SQLException, ClientGoneException {
    String mechanism = FrameReader.text(frame);
    if (!mechanism.equals(PLAIN) && !(encrypted && mechanism.equals(PLUS))) {
      throw FrameReader.violation("client selected an invalid SASL authentication mechanism");
    }
    int length = frame.readInt();
    String first = FrameReader.slice(frame, length).toString(StandardCharsets.UTF_8);
    Account known = account;
    ScramExchange exchange =
        new ScramExchange(
            known != null && known.verifier() instanceof ScramVerifier scramOf ? scramOf : null,
            user,
            mechanism.equals(PLUS) ? served.tls().map(ServerTls::endPoint).orElse(null) : null,
            encrypted);
    out.saslContinue(exchange.first(first));
    scram = exchange;
    step = Step.SASL_LAST;
  }

  private Done saslLast(ByteBuf frame) throws SQLException, ClientGoneException {
    ScramExchange exchange = scram;
    Account known = account;
    if (exchange == null) {
      throw FrameReader.violation("unexpected SASL response");
    }
    String last = exchange.last(frame.toString(StandardCharsets.UTF_8));
    if (last == null || known == null) {
      throw wrong(user);
    }
    out.saslFinal(last);
    return done(known.identity());
  }

  /** What a client is told whose proof fails, whoever says that he is. */
  static SQLException wrong(String user) {
    return new SQLException("password authentication failed for user \"" + user + "\"", "28P01");
  }

  private Done done(Identity identity) {
    return new Done(user, database(), identity, options);
  }

  /** The one of the user's name where none is named. */
  private String database() {
    String database = options.getOrDefault("database", "");
    return database.isEmpty() ? user : database;
  }
}
