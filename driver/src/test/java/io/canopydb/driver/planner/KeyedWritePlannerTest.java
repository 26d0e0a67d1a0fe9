package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UPDATE and DELETE whose rows several partitions find together. */
class KeyedWritePlannerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // Each partition finds its own rows.
        "MYSQL; UPDATE a JOIN b ON a.k = b.k SET a.x = b.x; Write on partitions",
        "MYSQL; DELETE a, b FROM a JOIN b ON a.k = b.k; Write on partitions",
        "MYSQL; DELETE a.* FROM a JOIN ref ON a.x = ref.id; Write on partitions",
        "POSTGRESQL; DELETE FROM a USING b WHERE a.k = b.k; Write on partitions",
        // They do not.
        "MYSQL; UPDATE a JOIN b ON a.x = b.y SET a.y = b.y; KeyedWrite",
        "MYSQL; DELETE FROM a ORDER BY x LIMIT 3; KeyedWrite",
        "POSTGRESQL; UPDATE a SET x = (SELECT MAX(x) FROM b); KeyedWrite",
        // Nor has the table a primary key to find a row by again; PostgreSQL has addresses.
        "MYSQL; DELETE FROM log ORDER BY x LIMIT 3; Refused",
        "POSTGRESQL; UPDATE log SET x = (SELECT MAX(x) FROM b); KeyedWrite",
        // A reference table, whose copies are written one by one.
        "MYSQL; UPDATE ref JOIN a ON a.x = ref.id SET ref.name = 'x'; KeyedWrite",
        "POSTGRESQL; DELETE FROM ref WHERE id IN (SELECT x FROM a); KeyedWrite",
        "POSTGRESQL; UPDATE ref SET name = 'x' WHERE id = 1; Write on every leaf",
      })
  void isPlannedBy(Engine engine, String sql, String root) throws SQLException {
    assertThat(Planned.plan(engine, sql)).startsWith(root);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE a SET k = 1 WHERE k = 2",
        "UPDATE a JOIN b ON a.k = b.k SET a.k = 1",
        "UPDATE a JOIN b ON a.k = b.k SET a.x = 1, b.k = 2",
        "UPDATE a JOIN w ON a.x = w.x SET w.j = a.y",
        "UPDATE a JOIN w ON a.x = w.x SET y = 1, j = 3"
      })
  void rowsWhoseShardKeyIsSetMayMove(String sql) throws SQLException {
    assertThat(Planned.plan(Engine.MYSQL, sql)).startsWith("KeyedWrite").contains("where it moves");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE a SET x = x + 1, k = x",
        "UPDATE a SET k = DEFAULT",
        "UPDATE IGNORE a SET k = 1"
      })
  void refusesWhatNoQueryCanSay(String sql) throws SQLException {
    assertThat(Planned.plan(Engine.MYSQL, sql)).startsWith("Refused");
  }

  @Test
  void whatIsReadIsReadOnceAndCompared() throws SQLException {
    String plan = Planned.plan(Engine.MYSQL, "DELETE ref FROM ref JOIN a ON a.x = ref.id");
    assertThat(plan)
        .contains("each row of ref by copies on every leaf: DELETE FROM `shop`.`ref` AS `ref`")
        .contains("WHERE `ref`.`id` = <cell 1> AND SHA2(JSON_ARRAY(`ref`.`id`), 256) = <cell 2>");
  }
}
