package io.canopydb.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Who shares connections with whom. */
class PoolKeyTest {
  private static final Leaf LEAF =
      new Leaf(
          1, "h", 1, Engine.MYSQL, "9", 1, LeafState.ONLINE, new LeafAccount("canopy", "sealed"));

  /** Works by somebody else's account. */
  private record Behind(String user) implements Identity {
    @Override
    public void prove(Leaf leaf, Properties properties) {
      properties.setProperty("user", "server");
    }
  }

  private static PoolKey key(Identity identity) {
    return PoolKey.of(LEAF, identity, null);
  }

  @Test
  void thoseWhoProveTheSameDo() {
    assertThat(key(new Credentials("a", "p"))).isEqualTo(key(new Credentials("a", "p")));
    assertThat(key(new Behind("a"))).isEqualTo(key(new Behind("a")));
  }

  @Test
  void thoseWhoDoNotAreApart() {
    assertThat(key(new Credentials("a", "p"))).isNotEqualTo(key(new Credentials("a", "q")));
    assertThat(key(new Credentials("a", "p"))).isNotEqualTo(key(new Behind("a")));
    assertThat(key(new Behind("a"))).isNotEqualTo(key(new Behind("b")));
  }

  @Test
  void aPasswordIsNotShown() {
    assertThat(key(new Credentials("ann", "s3cret")).toString())
        .contains("ann")
        .doesNotContain("s3cret");
  }
}
