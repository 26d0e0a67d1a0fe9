package io.canopydb.driver.execute;

import io.canopydb.driver.merge.RowCursor;
import java.sql.ResultSet;

/**
 * A cursor whose rows are those of one leaf's ResultSet, as they are: all of them {@link LeafRow}s
 * of that ResultSet, none left out, none added, in its order. So an application may unwrap it.
 */
public interface LeafCursor extends RowCursor {

  /** The leaf's ResultSet. Only {@link #next} moves it. */
  ResultSet resultSet();
}
