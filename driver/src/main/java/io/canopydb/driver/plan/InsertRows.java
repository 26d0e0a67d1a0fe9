package io.canopydb.driver.plan;

import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.placement.ShardKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT or REPLACE of rows that are written out. Each row goes to the partition of its key,
 * those of one partition together; rows of a keyless table go round.
 *
 * @param table the table
 * @param key how rows are placed; null for a keyless or reference table
 * @param head all before the first row, with the partition's namespace
 * @param rows what each row of the shape's text is; one element where the shape shows one row of
 *     slots for many
 * @param tail all after the last row
 * @param columns the columns that rows give values for, in order
 * @param keyPositions for each column of the key where its value stands in a row; -1 where it is
 *     not given
 * @param issued the column whose values the cluster issues and that each row has a cell for; null
 *     where there is none or the rows don't need it
 * @param givesRows whether it has RETURNING
 * @param sameInstant whether it has functions or defaults of the present time
 */
public record InsertRows(
    String database,
    Table table,
    @Nullable ShardKey key,
    LeafSql head,
    List<List<LeafSql>> rows,
    LeafSql tail,
    List<String> columns,
    List<Integer> keyPositions,
    @Nullable IssuedColumn issued,
    boolean givesRows,
    boolean sameInstant)
    implements PlanNode {
  public InsertRows {
    rows = rows.stream().map(List::copyOf).toList();
    columns = List.copyOf(columns);
    keyPositions = List.copyOf(keyPositions);
  }

  /**
   * A column whose values the cluster issues.
   *
   * @param name its name
   * @param position where it stands in a row
   */
  public record IssuedColumn(String name, int position) {}
}
