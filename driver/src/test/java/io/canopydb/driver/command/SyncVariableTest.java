package io.canopydb.driver.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.parse.command.SyncVariable;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncVariableTest {

  @ParameterizedTest
  @CsvSource({
    "redundancy_level, 1, 1",
    "redundancy_level, 2, 2",
    "redundancy_level, 02, 2",
    "redundancy_level, 0,",
    "redundancy_level, 3,",
    "redundancy_level, two,",
    "leaf_failover_fanout, PAIRED, paired",
    "leaf_failover_fanout, load_balanced, load_balanced",
    "leaf_failover_fanout, on,",
    "auto_attach, ON, on",
    "auto_attach, 0, off",
    "auto_attach, true, on",
    "auto_attach, maybe,",
    "default_partitions_per_leaf, 8, 8",
    "default_partitions_per_leaf, 0,",
    "default_partitions_per_leaf, 8.5,",
    "auto_increment_block_size, 1000000, 1000000",
    "auto_increment_block_size, -1,",
    "auto_increment_block_size, 99999999999999999999,"
  })
  void aValueIsNormalisedOrRefused(String name, String value, String stored) {
    assertThat(SyncVariable.of(name).orElseThrow().normalise(value)).isEqualTo(stored);
  }

  @Test
  void everyDefaultIsAValueThatMayBeSet() {
    ClusterSnapshot fresh = new ClusterSnapshot(1, Engine.MYSQL, Map.of(), Map.of(), Map.of());
    for (SyncVariable variable : SyncVariable.values()) {
      String value = variable.value(fresh);
      assertThat(variable.normalise(value)).as(variable.sqlName()).isEqualTo(value);
    }
  }

  @Test
  void whatWasSetWinsOverTheDefault() {
    ClusterSnapshot cluster =
        new ClusterSnapshot(1, Engine.MYSQL, Map.of(), Map.of(), Map.of())
            .withVariable("default_partitions_per_leaf", "3");
    assertThat(SyncVariable.DEFAULT_PARTITIONS_PER_LEAF.number(cluster)).isEqualTo(3);
  }
}
