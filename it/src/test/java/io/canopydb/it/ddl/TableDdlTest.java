package io.canopydb.it.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableDdlTest {

  @ParameterizedTest
  @EnumSource(Engine.class)
  void createsAndDropsADatabaseWithItsTables(Engine engine) throws Exception {
    DdlCluster cluster = DdlCluster.of(engine);
    try (DdlAggregator ddl = cluster.aggregator()) {
      ddl.run(null, "CREATE DATABASE ddl_first PARTITIONS 4");
      ddl.run("ddl_first", "CREATE TABLE t (id BIGINT PRIMARY KEY, v VARCHAR(20))");
      new Consistency(cluster).check(ddl, "ddl_first");
      assertThat(ddl.table("ddl_first", "t").distribution())
          .isEqualTo(new Distribution.Sharded(java.util.List.of("id")));
      ddl.run("ddl_first", "DROP TABLE t");
      new Consistency(cluster).check(ddl, "ddl_first");
      ddl.run(null, "DROP DATABASE ddl_first");
      assertThat(ddl.has("ddl_first")).isFalse();
    }
  }
}
