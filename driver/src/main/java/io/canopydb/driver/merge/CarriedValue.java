package io.canopydb.driver.merge;

import java.sql.SQLException;

/** A value that was taken out of its row with more than its object says: its text, for one. */
public interface CarriedValue {

  /** What getObject gave, or would give. */
  Object value() throws SQLException;
}
