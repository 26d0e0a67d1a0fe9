package io.canopydb.driver.ddl;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table with rows, some of whose keys become global: their lookups are filled before any
 * partition is altered.
 *
 * @param table as it is to be; of its keys only these
 * @param oldName what the partitions call it until then
 * @param obstacle why its rows, if there are any, can't be read for it; empty where they can
 */
record KeyFill(Table table, String oldName, Optional<String> obstacle) {

  /**
   * The lookups hold the values that rows have before the statement.
   *
   * @param keys those that become global
   */
  static KeyFill of(Table before, Table after, List<UniqueKey> keys) {
    Table filled = new Table(after.name(), after.distribution(), after.columns(), keys);
    for (UniqueKey key : keys) {
      for (String name : GlobalKeyRules.columns(key, after.distribution())) {
        Column now = after.column(name).orElseThrow();
        Optional<Column> old = before.column(name);
        if (old.isEmpty()) {
          return new KeyFill(
              filled,
              before.name(),
              Optional.of("column " + name + " is not there before the statement"));
        }
        if (!old.get().type().equals(now.type())
            || !Objects.equals(old.get().collation(), now.collation())) {
          return new KeyFill(
              filled, before.name(), Optional.of("the statement changes column " + name));
        }
      }
    }
    return new KeyFill(filled, before.name(), Optional.empty());
  }
}
