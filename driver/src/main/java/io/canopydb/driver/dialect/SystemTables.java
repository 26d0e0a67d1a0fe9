package io.canopydb.driver.dialect;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /**
   * A system table with the sizes of sharded tables in all partitions, in the place of those of
   * their empty twins.
   *
   * @param from the table's name as it was written
   * @param hidden columns that a star does not give, with a comma behind each
   * @param condition that of {@link #withoutPartitions}
   * @return empty where it has no sizes
   */
  Optional<SizedText> sized(List<String> name, String from, String hidden, String condition);

  /** The columns that tell sizes, in lower case. */
  Set<String> sizeColumns();

  /** A query that gives sizes, for the gap in a {@link SizedText}. */
  String sizes(List<StoredSize> sizes);
}
