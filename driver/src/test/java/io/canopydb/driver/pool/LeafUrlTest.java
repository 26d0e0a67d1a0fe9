package io.canopydb.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import org.junit.jupiter.api.Test;

class LeafUrlTest {

  @Test
  void aDatabaseIsNamedOnlyWhereThereIsOne() {
    assertThat(LeafUrl.url(leaf(Engine.MYSQL, "h"), null)).isEqualTo("jdbc:mysql://h:7/");
    assertThat(LeafUrl.url(leaf(Engine.MYSQL, "h"), "shop")).isEqualTo("jdbc:mysql://h:7/shop");
    assertThat(LeafUrl.url(leaf(Engine.POSTGRESQL, "h"), null))
        .isEqualTo("jdbc:postgresql://h:7/postgres");
  }

  @Test
  void addressesWithColonsAndDatabasesWithSignsAreEscaped() {
    assertThat(LeafUrl.url(leaf(Engine.POSTGRESQL, "::1"), "a b/c?d&e"))
        .isEqualTo("jdbc:postgresql://[::1]:7/a%20b%2Fc%3Fd%26e");
  }

  @Test
  void aPasswordIsNeverPrinted() {
    Credentials credentials = new Credentials("app", "s3cret");
    PoolKey key = PoolKey.of(leaf(Engine.MYSQL, "h"), credentials, "shop");
    assertThat(key.toString()).doesNotContain("s3cret").contains("app");
    assertThat(
            PoolOptions.DEFAULT
                .withProperties(java.util.Map.of("trustCertificateKeyStorePassword", "s3cret"))
                .toString())
        .doesNotContain("s3cret");
  }

  @Test
  void poolsAreSharedByWhatConnectionsCanServe() {
    Credentials app = new Credentials("app", "a");
    Leaf mySql = leaf(Engine.MYSQL, "h");
    Leaf postgreSql = leaf(Engine.POSTGRESQL, "h");
    assertThat(PoolKey.of(mySql, app, "a")).isEqualTo(PoolKey.of(mySql, app, "b"));
    assertThat(PoolKey.of(mySql, app, "a")).isNotEqualTo(PoolKey.of(mySql, app, null));
    assertThat(PoolKey.of(postgreSql, app, "a")).isNotEqualTo(PoolKey.of(postgreSql, app, "b"));
    assertThat(PoolKey.of(mySql, app, "a"))
        .isNotEqualTo(PoolKey.of(mySql, new Credentials("app", "b"), "a"))
        .isNotEqualTo(PoolKey.of(leaf(Engine.MYSQL, "other"), app, "a"));
  }

  private static Leaf leaf(Engine engine, String host) {
    return new Leaf(
        1, host, 7, engine, "1", 1, LeafState.ONLINE, new LeafAccount("canopy", "sealed"));
  }
}
