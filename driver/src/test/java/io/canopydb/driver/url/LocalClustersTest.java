package io.canopydb.driver.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.local.LocalClusterProvider;
import io.canopydb.driver.local.LocalUrl;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalClustersTest {
  private final List<LocalUrl> started = new ArrayList<>();
  private final LocalClusterProvider provider =
      url -> {
        started.add(url);
        return "jdbc:canopy://127.0.0.1:4000/" + url.database() + "?user=root&password=pw";
      };

  private CanopyUrl start(String url, Properties info) throws SQLException {
    return LocalClusters.start(url, info, Optional.of(provider));
  }

  @Test
  void fillsInDefaults() throws SQLException {
    CanopyUrl url = start("jdbc:canopy:local:shop", new Properties());

    assertThat(started).containsExactly(new LocalUrl("shop", Engine.POSTGRESQL, 4, 8, 1));
    assertThat(url.connectString()).isEqualTo("127.0.0.1:4000");
    assertThat(url.database()).isEqualTo("shop");
  }

  @Test
  void readsWhatIsGiven() throws SQLException {
    start(
        "jdbc:canopy:local:shop?engine=mysql&leaves=2&partitions=4&redundancy=2", new Properties());

    assertThat(started).containsExactly(new LocalUrl("shop", Engine.MYSQL, 2, 4, 2));
  }

  @Test
  void passesOtherPropertiesOnButTheClusterKnowsItsAccount() throws SQLException {
    Properties info = new Properties();
    info.setProperty("user", "sa");
    info.setProperty("password", "");

    CanopyUrl url = start("jdbc:canopy:local:shop?allowMultiQueries=true", info);

    assertThat(url.user()).isEqualTo("root");
    assertThat(url.password()).isEqualTo("pw");
    assertThat(url.settings().flag(CanopyProperty.ALLOW_MULTI_QUERIES)).contains(true);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:canopy:local:, names no database",
    "jdbc:canopy:local:?engine=mysql, names no database",
    "jdbc:canopy:local:shop?engine=oracle, mysql or postgresql",
    "jdbc:canopy:local:shop?leaves=0, a whole number from 1",
    "jdbc:canopy:local:shop?redundancy=3, 1 or 2",
    "jdbc:canopy:local:shop?partition=4, the nearest is 'partitions'",
  })
  void saysWhatIsWrongBeforeAnythingStarts(String url, String reason) {
    assertThatThrownBy(() -> start(url, new Properties()))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo(CanopyError.URL.number()))
        .hasMessageContaining(reason);
    assertThat(started).isEmpty();
  }

  @Test
  void saysSoWhereNoProviderIsThere() {
    assertThatThrownBy(
            () -> LocalClusters.start("jdbc:canopy:local:shop", new Properties(), Optional.empty()))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getErrorCode()).isEqualTo(CanopyError.NO_LOCAL_CLUSTER.number()));
  }
}
