package io.canopydb.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ZooKeeperStore;
import io.canopydb.rebalancer.master.StepListener;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What differs on PostgreSQL: only empty shells can be given to a new leaf yet. */
class PostgreSqlAddLeafTest extends AddLeafTest {
  PostgreSqlAddLeafTest() {
    super(Engine.POSTGRESQL);
  }

  @Test
  void aNewLeafGetsEmptyDatabasesAndIsRefusedWhereTheyHaveTables() throws Exception {
    cluster().startMaster(StepListener.NONE);
    ZooKeeperStore driver = cluster().connect(Aggregator.Kind.DRIVER);
    add(driver, 0);
    try (Connection connection = cluster().jdbc(servers(), "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE shop PARTITIONS 2");
    }
    add(driver, 1);
    assertThat(driver.snapshot().leaves()).containsOnlyKeys(1, 2);
    try (Connection connection = cluster().jdbc(servers(), "shop");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE REFERENCE TABLE kind (id INT PRIMARY KEY)");
      statement.execute("INSERT INTO kind VALUES (1)");
    }
    servers().run(1, "shop", "SELECT 1 / (SELECT COUNT(*) FROM kind)"); // fails where it is empty
    assertFails(
        CanopyError.LEAF_UNSUITABLE,
        () -> add(driver, 2),
        "shop has kind already",
        "add leaves before tables are created");
    assertThat(identity(2)).isEmpty();
    try (Connection connection = servers().admin(2).open(null)) {
      assertThat(servers().admin(2).admin().databases(connection)).doesNotContain("shop");
    }
  }
}
