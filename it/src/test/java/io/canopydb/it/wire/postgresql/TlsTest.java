package io.canopydb.it.wire.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.proxy.server.Tls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections with TLS, and proofs that are bound to it. */
class TlsTest {
  private static final String DATABASE = "wire_tls";
  private static final int TLS_REQUEST = 80_877_103;

  @TempDir private static Path directory;
  private static TestProxy proxy;

  @BeforeAll
  static void start() throws Exception {
    TestProxy.createDatabase(DATABASE);
    makeCertificate();
    proxy = TestProxy.start(Optional.of(Tls.read(chain(), directory.resolve("key.pem"))));
  }

  @AfterAll
  static void stop() {
    proxy.close();
  }

  private static Path chain() {
    return directory.resolve("chain.pem");
  }

  private static void makeCertificate() throws Exception {
    Path store = directory.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-alias",
                "proxy",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "for-tests",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.txt").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "for-tests".toCharArray());
    pem("CERTIFICATE", keys.getCertificate("proxy").getEncoded(), chain());
    pem(
        "PRIVATE KEY",
        keys.getKey("proxy", "for-tests".toCharArray()).getEncoded(),
        directory.resolve("key.pem"));
  }

  private static void pem(String what, byte[] bytes, Path file) throws Exception {
    Files.writeString(
        file,
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(
                what,
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(bytes),
                what));
  }

  private static void use(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      assertThat(row.next()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&sslmode=require",
        "&sslmode=require&channelBinding=require",
        "&sslmode=require&channelBinding=disable",
        "&sslmode=require&sslNegotiation=direct",
        "&sslmode=verify-full",
        "&sslmode=disable"
      })
  void clientsConnect(String options) throws SQLException {
    use(
        proxy
            .address()
            .url(
                DATABASE,
                options.contains("verify") ? options + "&sslrootcert=" + chain() : options));
  }

  @Test
  void passwordsAreAskedForWhomOnlyALeafKnows() throws Exception {
    ServerAddress known = proxy.address();
    try (Connection connection =
            DriverManager.getConnection(known.url(DATABASE, "&sslmode=require"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("SELECT 1")).isTrue();
    }
    ServerAddress unknown = new ServerAddress(known.host(), known.port(), "nobody", "wrong");
    for (String mode : new String[] {"require", "disable"}) {
      assertThatThrownBy(() -> use(unknown.url(DATABASE, "&sslmode=" + mode)))
          .isInstanceOf(SQLException.class)
          .hasMessage("FATAL: password authentication failed for user \"nobody\"")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("28P01");
    }
  }

  @Test
  void bytesBehindTheRequestAreNotTakenForEncryptedOnes() throws Exception {
    try (RawClient client = RawClient.connect(proxy.address())) {
      client.send(Frontend.request(TLS_REQUEST), Frontend.request(TLS_REQUEST));
      assertThat(client.readToEnd())
          .extracting(one -> one.fields().get('M'))
          .containsExactly("received unencrypted data after SSL request");
    }
  }
}
