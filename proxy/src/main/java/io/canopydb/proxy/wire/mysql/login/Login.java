package io.canopydb.proxy.wire.mysql.login;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.Identity;
import io.canopydb.proxy.account.Account;
import io.canopydb.proxy.account.Accounts;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.wire.mysql.codec.Capability;
import io.canopydb.proxy.wire.mysql.codec.Fields;
import io.canopydb.proxy.wire.mysql.codec.MalformedPacketException;
import io.canopydb.proxy.wire.mysql.codec.PacketWriter;
import io.canopydb.proxy.wire.mysql.codec.Trouble;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exchange by which one client proves who it is: the fast way of caching_sha2_password, and
 * where that fails the full one, over TLS or by RSA. It goes alike for users that there are not;
 * but over TLS a leaf is to judge of those whom Canopy does not know. Used by one thread at a time.
 */
public final class Login {
  private static final int SWITCH = 0xFE;
  private static final int MORE = 1;
  private static final int FAST_WORKED = 3;
  private static final int SEND_ALL = 4;
  private static final int SEND_KEY = 2;

  /** What the client says next. */
  private enum Step {
    GREETED,
    SWITCHED,
    ALL
  }

  private final Greeting greeting;
  private final Accounts accounts;
  private final KeyPairForPasswords keys;
  private final PacketWriter out;
  private final String address;
  private final boolean secure;
  private Step step = Step.GREETED;
  private @Nullable HandshakeResponse response;

  /**
   * @param address the client's
   * @param secure whether the connection has TLS by now
   */
  public Login(
      Greeting greeting,
      Accounts accounts,
      KeyPairForPasswords keys,
      PacketWriter out,
      String address,
      boolean secure) {
    this.greeting = greeting;
    this.accounts = accounts;
    this.keys = keys;
    this.out = out;
    this.address = address;
    this.secure = secure;
  }

  /** What one packet of the client leads to. */
  public sealed interface Result {
    /** The client is to send more. */
    record GoesOn() implements Result {}

    /** It has proven who it is, and waits to be told. */
    record Done(LoggedIn client) implements Result {}

    /** It has not, and is to be told so. */
    record Failed(Trouble trouble) implements Result {}
  }

  /** Takes a packet of the client. */
  public Result take(ByteBuf packet) throws ClientGoneException {
    try {
      return switch (step) {
        case GREETED -> greeted(packet);
        case SWITCHED -> proof(Fields.readRest(packet));
        case ALL -> all(Fields.readRest(packet));
      };
    } catch (MalformedPacketException e) {
      return new Result.Failed(Trouble.BAD_HANDSHAKE);
    }
  }

  private HandshakeResponse response() {
    HandshakeResponse read = response;
    if (read == null) {
      throw new IllegalStateException("the client has not answered yet");
    }
    return read;
  }

  private Result greeted(ByteBuf packet) throws MalformedPacketException, ClientGoneException {
    HandshakeResponse read = HandshakeResponse.read(packet, greeting);
    response = read;
    String plugin = read.plugin();
    if (plugin == null) {
      return new Result.Failed(Trouble.OLD_CLIENT);
    }
    if (plugin.equals(Greeting.PLUGIN)) {
      return proof(read.proof());
    }
    step = Step.SWITCHED;
    ByteBuf to = out.begin();
    to.writeByte(SWITCH);
    Fields.writeEnded(to, Greeting.PLUGIN);
    to.writeBytes(greeting.nonce()).writeByte(0);
    out.end();
    out.flush();
    return new Result.GoesOn();
  }

  private Optional<Account> account() {
    return accounts.find(response().user());
  }

  private Result proof(byte[] proof) throws ClientGoneException {
    Optional<Account> account = account();
    Sha2Exchange exchange = new Sha2Exchange(account, greeting.nonce());
    if (proof.length == 0 || (proof.length == 1 && proof[0] == 0)) {
      return exchange.isPassword(new byte[0]) ? done(account) : denied(false);
    }
    if (exchange.provenBy(proof)) {
      more(new byte[] {FAST_WORKED});
      return done(account);
    }
    step = Step.ALL;
    more(new byte[] {SEND_ALL});
    out.flush();
    return new Result.GoesOn();
  }

  private void more(byte[] bytes) throws ClientGoneException {
    out.begin().writeByte(MORE).writeBytes(bytes);
    out.end();
  }

  /** The password, or a wish for the key to send it by. */
  private Result all(byte[] sent) throws ClientGoneException {
    if (!secure && sent.length == 1 && sent[0] == SEND_KEY) {
      more(keys.publicKey());
      out.flush();
      return new Result.GoesOn();
    }
    byte[] password = secure ? sent : decrypted(sent);
    if (password == null || password.length == 0 || password[password.length - 1] != 0) {
      return denied(true);
    }
    Optional<Account> account = account();
    byte[] bare = Arrays.copyOf(password, password.length - 1);
    if (account.isEmpty() && secure) {
      // A leaf's own account, perhaps: a leaf is to judge.
      return done(new Credentials(response().user(), new String(bare, StandardCharsets.UTF_8)));
    }
    return new Sha2Exchange(account, greeting.nonce()).isPassword(bare)
        ? done(account)
        : denied(true);
  }

  private byte @Nullable [] decrypted(byte[] sent) {
    byte[] mixed = keys.decrypt(sent);
    if (mixed != null) {
      byte[] nonce = greeting.nonce();
      for (int i = 0; i < mixed.length; i++) {
        mixed[i] ^= nonce[i % nonce.length];
      }
    }
    return mixed;
  }

  private Result done(Optional<Account> account) {
    return done(account.orElseThrow().identity());
  }

  private Result done(Identity identity) {
    HandshakeResponse read = response();
    return new Result.Done(
        new LoggedIn(
            read.user(),
            identity,
            read.capabilities(),
            read.collation(),
            (read.capabilities() & Capability.CONNECT_WITH_DB) != 0 ? read.database() : null,
            address));
  }

  private Result denied(boolean usingPassword) {
    return new Result.Failed(Trouble.denied(response().user(), address, usingPassword));
  }
}
