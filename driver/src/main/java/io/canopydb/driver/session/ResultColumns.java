package io.canopydb.driver.session;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/**
 * The columns of a result.
 *
 * @param visible how many the application sees; -1 for all
 */
record ResultColumns(ResultSetMetaData metaData, int visible) implements Outcome.Columns {
  @Override
  public int count() throws SQLException {
    return visible < 0 ? metaData.getColumnCount() : visible;
  }
}
