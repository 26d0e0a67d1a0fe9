package io.canopydb.driver.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanopyUrlTest {

  private static CanopyUrl parse(String url) throws SQLException {
    return CanopyUrl.parse(url, new Properties());
  }

  @Test
  void readsServersDatabaseAndProperties() throws SQLException {
    CanopyUrl url =
        parse("jdbc:canopy://zk1:2181,zk2,[::1]:99/shop?user=ann&password=x%26y%3d+1&poolSize=3");

    assertThat(url.zooKeeper()).containsExactly("zk1:2181", "zk2:2181", "[::1]:99");
    assertThat(url.connectString()).isEqualTo("zk1:2181,zk2:2181,[::1]:99");
    assertThat(url.database()).isEqualTo("shop");
    assertThat(url.user()).isEqualTo("ann");
    assertThat(url.password()).isEqualTo("x&y=+1");
    assertThat(url.settings().number(CanopyProperty.POOL_SIZE)).isEqualTo(3);
  }

  @Test
  void fillsInDefaults() throws SQLException {
    Settings settings = parse("jdbc:canopy://zk/").settings();

    assertThat(settings.text(CanopyProperty.NAMESPACE)).isEqualTo("/canopy");
    assertThat(settings.number(CanopyProperty.ZOOKEEPER_SESSION_TIMEOUT)).isEqualTo(4000);
    assertThat(settings.flag(CanopyProperty.STALE_READS)).contains(true);
    assertThat(settings.flag(CanopyProperty.ALLOW_MULTI_QUERIES)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:canopy://zk", "jdbc:canopy://zk/", "jdbc:canopy://zk/?user=a"})
  void theDatabaseMayBeLeftOut(String url) throws SQLException {
    assertThat(parse(url).database()).isNull();
  }

  @Test
  void decodesTheDatabase() throws SQLException {
    assertThat(parse("jdbc:canopy://zk/my%20shop").database()).isEqualTo("my shop");
  }

  @Test
  void theUrlWinsOverTheProperties() throws SQLException {
    Properties info = new Properties();
    info.setProperty("user", "outer");
    info.setProperty("password", "secret");

    CanopyUrl url = CanopyUrl.parse("jdbc:canopy://zk/shop?user=inner", info);

    assertThat(url.user()).isEqualTo("inner");
    assertThat(url.password()).isEqualTo("secret");
  }

  @Test
  void handsLeafPropertiesOn() throws SQLException {
    assertThat(parse("jdbc:canopy://zk/shop?leaf.sslMode=REQUIRED").settings().leaf())
        .containsEntry("sslMode", "REQUIRED");
  }

  @Test
  void onAndOffAreTrueAndFalse() throws SQLException {
    assertThat(
            parse("jdbc:canopy://zk/?staleReads=off").settings().flag(CanopyProperty.STALE_READS))
        .contains(false);
  }

  @Test
  void anEmptyValueIsTheDefault() throws SQLException {
    assertThat(parse("jdbc:canopy://zk/?poolSize=").settings().number(CanopyProperty.POOL_SIZE))
        .isEqualTo(20);
  }

  @Test
  void showsNoSecret() throws SQLException {
    CanopyUrl url =
        parse(
            "jdbc:canopy://zk/shop?user=ann&password=hidden1"
                + "&leaf.sslPassword=hidden2&leaf.sslMode=on&poolSize=3");

    assertThat(url).hasToString("jdbc:canopy://zk:2181/shop?user=ann&poolSize=3&leaf.sslMode=on");
  }

  @Test
  void whatItShowsIsReadTheSame() throws SQLException {
    CanopyUrl url = parse("jdbc:canopy://zk/a%20%25b?user=%26%3D%2B+%C3%A4&namespace=/x/y");

    assertThat(parse(url.toString())).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:canopy:shop, starts neither",
    "jdbc:canopy:///shop, no ZooKeeper server",
    "'jdbc:canopy://zk1,,zk2/shop', no ZooKeeper server",
    "jdbc:canopy://zk:0/shop, '0' is no port",
    "jdbc:canopy://zk:x/shop, 'x' is no port",
    "jdbc:canopy://::1/shop, brackets",
    "jdbc:canopy://ann:hidden@zk/shop, user and password are given as properties",
    "jdbc:canopy://zk/canopy/shop?password=hidden, namespace=/path",
    "jdbc:canopy://zk/shop?password=a%zzhidden, hexadecimal",
    "jdbc:canopy://zk/shop?password=a&hidden, has no '='",
    "jdbc:canopy://zk/shop?user=a&user=b, twice",
    "jdbc:canopy://zk/shop?poolSize=0&password=hidden, a whole number from 1",
    "jdbc:canopy://zk/shop?staleReads=maybe, true or false",
    "jdbc:canopy://zk/shop?usr=a&password=hidden, the nearest is 'user'",
    "jdbc:canopy://zk/shop?poolsize=1, the nearest is 'poolSize'",
    "jdbc:canopy://zk/shop?leaf.=1, the nearest is",
  })
  void saysWhatIsWrong(String url, String reason) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getErrorCode()).isEqualTo(CanopyError.URL.number());
              assertThat(e.getSQLState()).isEqualTo("08001");
            })
        .hasMessageContaining(reason)
        .hasMessageNotContaining("hidden");
  }
}
