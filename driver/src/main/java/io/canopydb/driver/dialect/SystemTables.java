package io.canopydb.driver.dialect;

import java.util.List;
import java.util.Optional;

/**
 * The tables in which an engine lists what there is. They would list each table once more for each
 * partition, in namespaces that no application knows of. Stateless.
 */
public sealed interface SystemTables permits MySqlSystemTables, PostgreSqlSystemTables {
  /**
   * The condition on a system table's rows that leaves out what lies in a partition, or in the
   * namespace of Canopy's own tables.
   *
   * @param name the table's name with its qualifiers, unquoted
   * @return empty where it is no such table, or its rows name no namespace
   */
  Optional<String> withoutPartitions(List<String> name);
}
