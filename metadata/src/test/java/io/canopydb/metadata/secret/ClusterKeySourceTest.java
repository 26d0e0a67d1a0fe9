package io.canopydb.metadata.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order a key is looked for. */
class ClusterKeySourceTest {

  private final ClusterKey key = ClusterKey.generate();
  private final ClusterKey other = ClusterKey.generate();
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void saveKey() throws Exception {
    file = directory.resolve("canopy.key");
    key.save(file);
  }

  @Test
  void aSavedKeyIsItsOwnersOnlyAndIsNotOverwritten() throws Exception {
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> other.save(file)).isInstanceOf(ClusterKeyException.class);
    assertThat(ClusterKey.load(file).id()).isEqualTo(key.id()).isNotEqualTo(other.id());
    assertThat(key.seal("x")).startsWith("canopy1:" + key.id() + ":");
  }

  @Test
  void theNamedFileComesBeforeTheEnvironment() throws Exception {
    Map<String, String> environment = Map.of(ClusterKey.VARIABLE, other.toBase64());
    ClusterKeySource named = ClusterKeySource.of(file, environment);
    assertThat(named.find().orElseThrow().id()).isEqualTo(key.id());
    assertThat(named.file()).contains(file);
    assertThatThrownBy(() -> ClusterKeySource.of(directory.resolve("none"), environment).find())
        .isInstanceOf(ClusterKeyException.class)
        .hasMessageContaining("none");
  }

  @Test
  void theEnvironmentComesBeforeTheFileThatIsLookedFor() throws Exception {
    ClusterKeySource direct =
        ClusterKeySource.of(null, Map.of(ClusterKey.VARIABLE, other.toBase64())).orElse(file);
    assertThat(direct.find().orElseThrow().id()).isEqualTo(other.id());
    assertThat(direct.file()).isEmpty();
    assertThat(direct.toString()).doesNotContain(other.toBase64());
    Path second = directory.resolve("second");
    other.save(second);
    ClusterKeySource byFile =
        ClusterKeySource.of(null, Map.of(ClusterKey.FILE_VARIABLE, second.toString())).orElse(file);
    assertThat(byFile.find().orElseThrow().id()).isEqualTo(other.id());
    assertThat(byFile.file()).contains(second);
    assertThat(ClusterKeySource.of(other).find().orElseThrow().id()).isEqualTo(other.id());
  }

  @Test
  void theFileThatIsLookedForNeedNotBeThere() throws Exception {
    ClusterKeySource nothing = ClusterKeySource.of(null, Map.of());
    assertThat(nothing.find()).isEmpty();
    assertThat(nothing.orElse(file).find().orElseThrow().id()).isEqualTo(key.id());
    ClusterKeySource absent = nothing.orElse(directory.resolve("none"));
    assertThat(absent.find()).isEmpty();
    assertThat(absent.file()).contains(directory.resolve("none"));
  }
}
