package io.canopydb.driver.execute.read;

import io.canopydb.driver.dialect.ShardKeyForms;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.LeafRow;
import io.canopydb.driver.merge.Row;
import io.canopydb.metadata.placement.ShardKey;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Each row goes to the table of its key's partition.
 *
 * @param first the column of each row, from 1, where the forms of its key begin
 * @param tables by partition; null where nobody needs rows of a partition
 */
record PartitionDestinations(ShardKey key, int first, List<ScratchFill.@Nullable Table> tables)
    implements ScratchFill.Destinations {

  @Override
  public int count() {
    return tables.size();
  }

  @Override
  public int of(Row row) throws SQLException {
    List<@Nullable Object> values =
        ShardKeyForms.canonical(key, ((LeafRow) row).resultSet(), first);
    if (values.contains(null)) {
      throw CanopyError.INTERNAL.with("a value without a canonical form in " + key);
    }
    int partition = key.partition(values, tables.size());
    return tables.get(partition) == null ? NOWHERE : partition;
  }

  @Override
  public List<ScratchFill.Table> tables(int destination) {
    ScratchFill.Table table = tables.get(destination);
    return table == null ? List.of() : List.of(table);
  }
}
