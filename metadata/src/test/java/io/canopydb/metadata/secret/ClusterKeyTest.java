package io.canopydb.metadata.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterKeyTest {

  private static final String SECRET = "p\u00e4ss \uD83C\uDF33\u0000word";

  private final ClusterKey key = ClusterKey.generate();

  @Test
  void whatIsSealedOpensUnderTheSameKeyReadAgain() throws Exception {
    String sealed = key.seal(SECRET);
    assertThat(sealed).startsWith("canopy1:").doesNotContain("word");
    assertThat(ClusterKey.fromBase64(" " + key.toBase64() + "\n").open(sealed)).isEqualTo(SECRET);
    assertThat(key.open(key.seal(""))).isEmpty();
  }

  @Test
  void theSameSecretIsSealedAnotherWayEachTime() {
    assertThat(key.seal(SECRET)).isNotEqualTo(key.seal(SECRET));
  }

  @Test
  void anotherKeyIsToldFromADamagedText() {
    String sealed = key.seal(SECRET);
    assertThatThrownBy(() -> ClusterKey.generate().open(sealed))
        .isInstanceOf(ClusterKeyException.class)
        .hasMessageContaining("another cluster key")
        .hasMessageContaining("CANOPY_CLUSTER_KEY_FILE");
    int body = sealed.lastIndexOf(':') + 1;
    for (int i = 0; i < body; i++) {
      String damaged = sealed.substring(0, i) + "!" + sealed.substring(i + 1);
      assertThatThrownBy(() -> key.open(damaged)).isInstanceOf(ClusterKeyException.class);
    }
    byte[] bytes = Base64.getDecoder().decode(sealed.substring(body));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      String damaged = sealed.substring(0, body) + Base64.getEncoder().encodeToString(changed);
      assertThatThrownBy(() -> key.open(damaged))
          .isInstanceOf(ClusterKeyException.class)
          .hasMessageContaining("damaged");
    }
    int unpadded = sealed.replace("=", "").length();
    for (int i = 0; i < unpadded; i++) {
      String cut = sealed.substring(0, i);
      assertThatThrownBy(() -> key.open(cut)).isInstanceOf(ClusterKeyException.class);
    }
    assertThatThrownBy(() -> key.open("plain password"))
        .isInstanceOf(ClusterKeyException.class)
        .hasMessageNotContainingAny("plain", "password");
  }

  @Test
  void theKeyIsFoundInTheEnvironmentOrAFile(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("key"), key.toBase64() + "\r\n");
    String sealed = key.seal(SECRET);
    Map<String, String> byFile = Map.of("CANOPY_CLUSTER_KEY_FILE", file.toString());
    assertThat(ClusterKey.fromEnvironment(byFile).orElseThrow().open(sealed)).isEqualTo(SECRET);
    Map<String, String> byValue = Map.of("CANOPY_CLUSTER_KEY", key.toBase64());
    assertThat(ClusterKey.fromEnvironment(byValue).orElseThrow().open(sealed)).isEqualTo(SECRET);
    assertThat(ClusterKey.fromEnvironment(Map.of("CANOPY_CLUSTER_KEY", " "))).isEmpty();
    Map<String, String> both =
        Map.of("CANOPY_CLUSTER_KEY", key.toBase64(), "CANOPY_CLUSTER_KEY_FILE", file.toString());
    assertThatThrownBy(() -> ClusterKey.fromEnvironment(both))
        .isInstanceOf(ClusterKeyException.class)
        .hasMessageContaining("both set");
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutQuotingIt(@TempDir Path directory) throws Exception {
    String shorter = Base64.getEncoder().encodeToString(new byte[16]);
    assertThatThrownBy(() -> ClusterKey.fromBase64(shorter))
        .isInstanceOf(ClusterKeyException.class)
        .hasMessage("the cluster key has 16 bytes, and a cluster key has 32");
    assertThatThrownBy(() -> ClusterKey.fromBase64("s3cret?"))
        .isInstanceOf(ClusterKeyException.class)
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
    Path missing = directory.resolve("none");
    assertThatThrownBy(() -> ClusterKey.load(missing))
        .isInstanceOf(ClusterKeyException.class)
        .hasMessageContaining(missing.toString());
    Path huge = Files.write(directory.resolve("huge"), new byte[2_000_000]);
    assertThatThrownBy(() -> ClusterKey.load(huge))
        .isInstanceOf(ClusterKeyException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void theKeyIsNotInItsText() {
    assertThat(key.toString()).doesNotContain(key.toBase64().substring(0, 6));
  }
}
