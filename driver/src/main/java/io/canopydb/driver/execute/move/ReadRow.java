package io.canopydb.driver.execute.move;

import io.canopydb.driver.execute.LeafRow;
import io.canopydb.driver.plan.KeyKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row that was read to be written again. */
record ReadRow(ResultSet resultSet) implements LeafRow {
  @Override
  public @Nullable Object key(int column, KeyKind kind) {
    throw new IllegalStateException("these rows are not compared");
  }

  @Override
  public @Nullable Object visible(int column) throws SQLException {
    return resultSet.getObject(column + 1);
  }
}
