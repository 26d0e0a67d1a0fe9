package io.canopydb.driver.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A value taken out of a leaf's ResultSet whose text does not follow from the object alone: the
 * text of a time, of a double, of {@code jsonb}.
 *
 * @param object what getObject gave
 * @param failure what getObject threw instead, as for MySQL's zero dates; else null
 * @param text what getString gave
 */
record CopiedCell(@Nullable Object object, @Nullable SQLException failure, String text) {

  /** What getObject gave. */
  Object value() throws SQLException {
    if (failure != null) {
      throw failure;
    }
    return object == null ? text : object;
  }
}
