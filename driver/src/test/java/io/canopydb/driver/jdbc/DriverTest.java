package io.canopydb.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.front.LogicalNames;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** How an application finds the driver, and what a connection says of itself. */
class DriverTest {

  @Test
  void isFoundByDriverManager() throws SQLException {
    assertThat(DriverManager.getDriver("jdbc:canopy://zk/shop")).isInstanceOf(CanopyDriver.class);
  }

  @Test
  void leavesTheUrlsOfOthersAlone() throws SQLException {
    CanopyDriver driver = new CanopyDriver();
    assertThat(driver.acceptsURL("jdbc:mysql://host/db")).isFalse();
    assertThat(driver.connect("jdbc:mysql://host/db", new Properties())).isNull();
  }

  @Test
  void describesEveryProperty() {
    DriverPropertyInfo[] all =
        new CanopyDriver().getPropertyInfo("jdbc:canopy://zk/shop", new Properties());
    assertThat(Arrays.stream(all).map(info -> info.name).toList())
        .containsExactlyElementsOf(
            Arrays.stream(CanopyProperty.values()).map(CanopyProperty::key).toList());
    assertThat(all).allSatisfy(info -> assertThat(info.description).isNotBlank());
  }

  @Test
  void aConnectionShowsNoPassword() throws SQLException {
    Connection connection = new FakeSession(Engine.MYSQL).connect("user=ann", "password=hidden");
    assertThat(connection.toString()).contains("zk:2181/shop").doesNotContain("hidden");
    assertThat(connection.getMetaData().getURL()).contains("user=ann").doesNotContain("hidden");
    assertThat(connection.getMetaData().getUserName()).isEqualTo("ann");
  }

  @Test
  void namesAreTheEngines() throws SQLException {
    FakeSession mySql = new FakeSession(Engine.MYSQL);
    Connection connection = mySql.connect();
    assertThat(connection.getCatalog()).isEqualTo("shop");
    assertThat(connection.getSchema()).isNull();
    connection.setCatalog("shop");
    connection.setSchema("ignored");
    connection.setCatalog("other");
    assertThat(mySql.calls).containsExactly("use other");

    FakeSession postgreSql = new FakeSession(Engine.POSTGRESQL);
    assertThat(postgreSql.connect().getSchema()).isEqualTo("public");
    postgreSql.connect().setSchema("sales");
    assertThat(postgreSql.calls).containsExactly("schema sales");
  }

  @Test
  void partitionsAreNotShown() throws SQLException {
    LogicalNames mySql = new LogicalNames(new FakeSession(Engine.MYSQL));
    assertThat(mySql.catalog("shop_1")).isEqualTo("shop");
    assertThat(mySql.catalog("shop_99")).isEqualTo("shop_99");
    assertThat(mySql.hidesCatalog("shop_1")).isTrue();
    assertThat(mySql.hidesCatalog("shop")).isFalse();
    assertThat(mySql.hidesCatalog("canopy")).isTrue();
    assertThat(mySql.hidesSchema("shop_1")).isFalse();

    LogicalNames postgreSql = new LogicalNames(new FakeSession(Engine.POSTGRESQL));
    assertThat(postgreSql.schema("shop_1")).isEqualTo("public");
    assertThat(postgreSql.catalog("shop_1")).isEqualTo("shop_1");
    assertThat(postgreSql.hidesSchema("shop_1")).isTrue();
    assertThat(postgreSql.hidesSchema("public")).isFalse();
  }

  @Test
  void descriptionsShowVisibleColumnsOnly() throws SQLException {
    CanopyResultSetMetaData metaData =
        new CanopyResultSetMetaData(
            new FixedColumns(
                List.of(
                    new FixedColumns.Column(
                        "a",
                        "a",
                        Types.INTEGER,
                        "INT",
                        "java.lang.Integer",
                        10,
                        0,
                        11,
                        true,
                        false))),
            1,
            new LogicalNames(new FakeSession(Engine.MYSQL)));
    assertThat(metaData.getColumnCount()).isEqualTo(1);
    assertThat(metaData.getColumnLabel(1)).isEqualTo("a");
    assertThatThrownBy(() -> metaData.getColumnLabel(2)).hasMessageContaining("no column 2");
  }

  @Test
  void clientInfoIsKept() throws SQLException {
    Connection connection = new FakeSession(Engine.MYSQL).connect();
    connection.setClientInfo("ApplicationName", "shop front");
    assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("shop front");
    connection.setClientInfo("ApplicationName", null);
    assertThat(connection.getClientInfo()).isEmpty();
    Connection postgreSql = new FakeSession(Engine.POSTGRESQL).connect();
    assertThatThrownBy(() -> postgreSql.setClientInfo("Nonsense", "x"))
        .isInstanceOf(SQLClientInfoException.class);
  }
}
