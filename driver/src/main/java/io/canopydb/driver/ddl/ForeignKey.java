package io.canopydb.driver.ddl;

import java.util.List;

/**
 * A foreign key, as the catalogue of a shell describes it.
 *
 * @param columns of the table that refers
 * @param parent the table referred to; in the same shell
 * @param parentColumns pairwise with {@code columns}
 * @param follows whether a change of a row that is referred to changes or deletes those that refer
 */
record ForeignKey(
    String name, List<String> columns, String parent, List<String> parentColumns, boolean follows) {
  ForeignKey {
    columns = List.copyOf(columns);
    parentColumns = List.copyOf(parentColumns);
  }
}
