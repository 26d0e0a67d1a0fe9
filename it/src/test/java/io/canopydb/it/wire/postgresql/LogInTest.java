package io.canopydb.it.wire.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection begins. */
class LogInTest {
  private static final String DATABASE = "wire_login";
  private static final int TLS_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;

  /** What is the server's or the account's own. */
  private static final Set<String> OWN = Set.of("is_superuser");

  private final ServerAddress plain = TestProxy.plain();
  private final ServerAddress proxy = TestProxy.shared().address();

  @BeforeAll
  static void createDatabase() throws Exception {
    TestProxy.createDatabase(DATABASE);
  }

  private static List<Backend> logIn(ServerAddress server, int minor, Map<String, String> options)
      throws IOException, GeneralSecurityException {
    try (RawClient client = RawClient.connect(server)) {
      return client.logIn(server, minor, options);
    }
  }

  private static Map<String, String> parameters(List<Backend> said) {
    Map<String, String> parameters = new TreeMap<>(Backend.parameters(said));
    parameters.keySet().removeAll(OWN);
    return parameters;
  }

  private void alike(int minor, Map<String, String> options)
      throws IOException, GeneralSecurityException {
    List<Backend> expected = logIn(plain, minor, options);
    List<Backend> said = logIn(proxy, minor, options);
    assertThat(said.stream().filter(one -> one.type() != 'S').map(Backend::shown))
        .containsExactlyElementsOf(
            expected.stream().filter(one -> one.type() != 'S').map(Backend::shown).toList());
    assertThat(parameters(said)).isEqualTo(parameters(expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 9999})
  void minorVersionsAreNegotiated(int minor) throws Exception {
    alike(minor, Map.of("database", DATABASE));
  }

  @Test
  void optionsThatAreNotKnownAreNamed() throws Exception {
    alike(0, Map.of("database", DATABASE, "_pq_.nothing", "1"));
  }

  @Test
  void settingsAreSetAtTheStart() throws Exception {
    alike(
        0,
        Map.of(
            "database",
            DATABASE,
            "application_name",
            "a test",
            "TimeZone",
            "Asia/Tokyo",
            "options",
            "-c DateStyle=ISO,DMY --search_path=public -c statement_timeout=1\\ min"));
    try (RawClient client = RawClient.connect(proxy)) {
      client.logIn(
          proxy,
          0,
          Map.of(
              "database",
              DATABASE,
              "options",
              "-c statement_timeout=1\\ min",
              "DateStyle",
              "ISO, YMD"));
      assertThat(client.ask("SHOW statement_timeout")).contains("D [1min]");
      client.ask("SET statement_timeout = '2min'");
      client.ask("RESET statement_timeout");
      assertThat(client.ask("SHOW statement_timeout")).contains("D [1min]");
      assertThat(client.ask("SHOW DateStyle")).contains("D [ISO, YMD]");
    }
  }

  @Test
  void whatIsWrongWithASettingEndsTheLogIn() throws Exception {
    alike(0, Map.of("database", DATABASE, "nonsense", "1"));
    alike(0, Map.of("database", DATABASE, "options", "-c TimeZone=Nowhere/Land"));
    alike(0, Map.of("database", DATABASE, "client_encoding", "nonsense"));
  }

  @Test
  void databasesThatThereAreNotAreRefused() throws Exception {
    alike(0, Map.of("database", "wire_absent"));
  }

  @Test
  void wrongPasswordsAndUnknownUsersAreToldAlike() throws Exception {
    List<Backend> wrong =
        logIn(
            new ServerAddress(proxy.host(), proxy.port(), proxy.user(), "wrong"),
            0,
            Map.of("database", DATABASE));
    List<Backend> unknown =
        logIn(
            new ServerAddress(proxy.host(), proxy.port(), "nobody", "wrong"),
            0,
            Map.of("database", DATABASE));
    assertThat(wrong).hasSize(1);
    assertThat(wrong.get(0).fields())
        .containsEntry('C', "28P01")
        .containsEntry('S', "FATAL")
        .containsEntry('M', "password authentication failed for user \"" + proxy.user() + "\"");
    assertThat(unknown).hasSize(1);
    assertThat(unknown.get(0).fields())
        .containsEntry('C', "28P01")
        .containsEntry('M', "password authentication failed for user \"nobody\"");
  }

  @Test
  void encryptionIsDeclinedWhereThereIsNone() throws Exception {
    try (RawClient client = RawClient.connect(proxy)) {
      client.send(Frontend.request(GSS_REQUEST));
      assertThat(client.readByte()).isEqualTo('N');
      client.send(Frontend.request(TLS_REQUEST));
      assertThat(client.readByte()).isEqualTo('N');
      assertThat(client.logIn(proxy, 0, Map.of("database", DATABASE)))
          .last()
          .extracting(Backend::type)
          .isEqualTo('Z');
    }
  }

  @Test
  void otherProtocolsAreRefused() throws Exception {
    try (RawClient client = RawClient.connect(proxy)) {
      client.send(Frontend.request(2 << 16));
      assertThat(RawClient.shown(client.readToEnd()))
          .containsExactly(
              "E {C=0A000, M=unsupported frontend protocol 2.0: server supports 3.0 to 3.2,"
                  + " S=FATAL, V=FATAL}");
    }
  }
}
