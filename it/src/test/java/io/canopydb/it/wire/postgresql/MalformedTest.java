package io.canopydb.it.wire.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.it.wire.WireServer;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.wire.postgresql.PostgreSqlProtocol;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no message ends its own connection, and disturbs no other. */
class MalformedTest {
  private static final String DATABASE = "wire_malformed";
  private static final int FUZZED = Integer.getInteger("canopy.wire.fuzz", 200);

  private final ServerAddress proxy = TestProxy.shared().address();
  private RawClient bystander;

  @BeforeAll
  static void createDatabase() throws Exception {
    TestProxy.createDatabase(DATABASE);
  }

  @BeforeEach
  void open() throws Exception {
    bystander = RawClient.open(proxy, DATABASE);
  }

  @AfterEach
  void isNotDisturbed() throws Exception {
    try (RawClient open = bystander) {
      assertThat(open.ask("SELECT 1"))
          .containsExactly(
              "T [?column? type 23 length 4 modifier -1 format 0]", "D [1]", "C SELECT 1", "Z I");
    }
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] headed(char type, int length, int rest) {
    return ByteBuffer.allocate(5 + rest).put((byte) type).putInt(length).array();
  }

  static Stream<Arguments> beforeLogIn() {
    return Stream.of(
        Arguments.of("a length that is too small", bytes(0, 0, 0, 7, 0, 3, 0, 0)),
        Arguments.of("a length that is too large", bytes(0, 1, 0, 0, 0, 3, 0, 0)),
        Arguments.of("a negative length", bytes(255, 255, 255, 255, 0, 3, 0, 0)),
        Arguments.of(
            "a request of HTTP", "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
        Arguments.of("no end of the options", bytes(0, 0, 0, 10, 0, 3, 0, 0, 'u', 's')),
        Arguments.of("no user", bytes(0, 0, 0, 9, 0, 3, 0, 0, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beforeLogIn")
  void endsTheConnectionBeforeLogIn(String what, byte[] sent) throws Exception {
    try (RawClient client = RawClient.connect(proxy)) {
      client.send(sent);
      List<Backend> said = client.readToEnd();
      assertThat(said).as(what).extracting(Backend::type).containsExactly('E');
      assertThat(said.get(0).fields()).containsEntry('S', "FATAL");
    }
  }

  @Test
  void aLogInThatAnswersSomethingElseIsEnded() throws Exception {
    try (RawClient client = RawClient.connect(proxy)) {
      client.send(Frontend.startup(0, Map.of("user", "nobody")));
      assertThat(client.read().type()).isEqualTo('R');
      client.send(Frontend.query("SELECT 1"));
      assertThat(client.readToEnd())
          .extracting(one -> one.fields().get('C'))
          .containsExactly("08P01");
    }
  }

  @Test
  void aLongMessageIsRefusedBeforeLogIn() throws Exception {
    try (RawClient client = RawClient.connect(proxy)) {
      client.send(Frontend.startup(0, Map.of("user", "nobody")));
      assertThat(client.read().type()).isEqualTo('R');
      client.send(headed('p', 100_000_000, 0));
      assertThat(client.readToEnd())
          .extracting(one -> one.fields().get('C'))
          .containsExactly("08P01");
    }
  }

  static Stream<Arguments> framesThatAreNone() {
    return Stream.of(
        Arguments.of("a length that is too small", headed('Q', 3, 0)),
        Arguments.of("a negative length", headed('Q', -5, 0)),
        Arguments.of("a type that there is not", headed('z', 4, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("framesThatAreNone")
  void endsTheConnectionBehindLogIn(String what, byte[] sent) throws Exception {
    try (RawClient client = RawClient.open(proxy, DATABASE)) {
      client.send(sent);
      List<Backend> said = client.readToEnd();
      assertThat(said).as(what).extracting(Backend::type).containsExactly('E');
      assertThat(said.get(0).fields()).containsEntry('S', "FATAL").containsEntry('C', "08P01");
    }
  }

  static Stream<Arguments> contentsThatAreNone() {
    return Stream.of(
        Arguments.of("a query without an end", Frontend.message('Q', bytes('S', 'E', 'L'))),
        Arguments.of("a query with something behind it", Frontend.message('Q', bytes('1', 0, 'x'))),
        Arguments.of("a name without an end", Frontend.message('P', bytes('a'))),
        Arguments.of("no types behind their number", Frontend.message('P', bytes(0, '1', 0, 0, 5))),
        Arguments.of("nothing to bind", Frontend.message('B')),
        Arguments.of(
            "a value that is longer than the message",
            Frontend.message('B', bytes(0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 'x'))),
        Arguments.of("something else to describe", Frontend.message('D', bytes('X', 0))),
        Arguments.of("something else to close", Frontend.message('C', bytes('X', 0))),
        Arguments.of("no number of rows", Frontend.message('E', bytes(0, 0))),
        Arguments.of("a text that is no UTF-8", Frontend.message('Q', bytes('\'', 255, '\'', 0))));
  }

  /** As PostgreSQL has it, an error of the client's like others: up to Sync all is skipped. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("contentsThatAreNone")
  void isAnErrorBehindLogIn(String what, byte[] sent) throws Exception {
    List<String> expected;
    try (RawClient plain = RawClient.open(TestProxy.plain(), DATABASE)) {
      expected = heard(plain, sent);
    }
    try (RawClient client = RawClient.open(proxy, DATABASE)) {
      assertThat(heard(client, sent)).as(what).isEqualTo(expected);
    }
  }

  private static List<String> heard(RawClient client, byte[] sent) throws Exception {
    client.send(Frontend.parse("", "SELECT $1::text"), Frontend.sync());
    client.readUntil('Z', 1);
    client.send(sent, Frontend.sync(), Frontend.query("SELECT 2"));
    boolean simple = sent[0] == 'Q';
    return RawClient.shown(client.readUntil('Z', simple ? 3 : 2));
  }

  /**
   * Whatever comes is answered or ends its connection; {@code -Dcanopy.wire.fuzz} says how many.
   */
  @Test
  void messagesWithWrongBytesEndTheirConnectionAtMost() throws Exception {
    byte[] right =
        Frontend.together(
            Frontend.parse("s", "SELECT $1::int4, $2::text", 23),
            Frontend.bind("p", "s", "1", "two"),
            Frontend.describePortal("p"),
            Frontend.execute("p", 1),
            Frontend.closePortal("p"),
            Frontend.sync(),
            Frontend.query("SELECT 1"));
    for (int seed = 0; seed < FUZZED; seed++) {
      Random random = new Random(seed);
      byte[] sent = right.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        sent[random.nextInt(sent.length)] = (byte) random.nextInt(256);
      }
      try (RawClient client = RawClient.open(proxy, DATABASE)) {
        client.send(Arrays.copyOf(sent, 1 + random.nextInt(sent.length)));
        client.socket().shutdownOutput();
        assertThat(endOf(client)).as("seed " + seed).isTrue();
      }
    }
  }

  /** Whether the server ends it, in whichever way. */
  private static boolean endOf(RawClient client) throws IOException {
    try {
      client.readToEnd();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  @Test
  void aLogInThatTakesTooLongIsEnded() throws Exception {
    try (WireServer impatient =
            WireServer.start(
                Engine.POSTGRESQL,
                "&leaf.binaryTransfer=false",
                (sessions, accounts) ->
                    new PostgreSqlProtocol(
                        sessions, accounts, Optional.empty(), Duration.ofMillis(200)));
        RawClient slow =
            RawClient.connect(new ServerAddress("127.0.0.1", impatient.port(), "nobody", ""));
        RawClient slower =
            RawClient.connect(new ServerAddress("127.0.0.1", impatient.port(), "nobody", ""))) {
      slow.send(bytes(0, 0));
      slower.send(Frontend.startup(0, Map.of("user", "nobody")));
      assertThat(slow.readToEnd()).isEmpty();
      assertThat(slower.readToEnd()).extracting(Backend::type).containsExactly('R');
    }
  }

  @Test
  void aClientThatIsGoneIsNoTrouble() throws Exception {
    for (int length : new int[] {0, 3, 5, 7}) {
      try (RawClient client = RawClient.open(proxy, DATABASE)) {
        byte[] query = Frontend.query("SELECT pg_sleep(0.1)");
        client.send(Arrays.copyOf(query, length));
      }
    }
    try (RawClient client = RawClient.open(proxy, DATABASE)) {
      client.send(Frontend.query("BEGIN; SELECT pg_sleep(10)"));
    }
  }
}
