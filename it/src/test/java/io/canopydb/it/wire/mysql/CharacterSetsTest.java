package io.canopydb.it.wire.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no UTF-8 is refused, and never stored as other bytes than were sent. */
class CharacterSetsTest {
  private static final MySqlProxy PROXY = MySqlProxy.shared();
  private static final int LATIN1 = 8;
  private static final byte[] LATIN1_TEXT = {(byte) 0xFC, (byte) 0xFF};

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void refusesBytesThatAreNoText() throws SQLException, IOException {
    PROXY.createDatabase("wire_sets");
    try (RawClient client =
        RawClient.logIn(PROXY.port(), PROXY.user(), PROXY.password(), "wire_sets", 0)) {
      client.query("CREATE TABLE b (id INT PRIMARY KEY, v VARBINARY(40))");
      byte[] insert =
          RawClient.join(utf8("INSERT INTO b VALUES (1, _binary'"), LATIN1_TEXT, utf8("')"));
      assertThat(RawClient.text(client.command(3, insert))).contains("#0AX00", "no UTF-8");
      List<byte[]> rows = client.query("SELECT COUNT(*) FROM b");
      assertThat(RawClient.text(rows.get(3))).isEqualTo("\\010");
    }
  }

  @Test
  void refusesClientsOfOtherSets() throws IOException {
    try (RawClient client = RawClient.connect(PROXY.port(), RawClient.BASIC)) {
      byte[] nonce = RawClient.nonce(client.read());
      byte[] answer =
          client.prove(
              RawClient.response(
                  RawClient.BASIC,
                  LATIN1,
                  PROXY.user(),
                  RawClient.scramble(PROXY.password(), nonce),
                  null),
              PROXY.password(),
              nonce);
      assertThat(RawClient.text(answer)).contains("#0AX00", "character set latin1");
    }
  }
}
