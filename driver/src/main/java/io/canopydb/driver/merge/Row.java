package io.canopydb.driver.merge;

import io.canopydb.driver.plan.KeyKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One row, valid until its cursor moves on. Merging looks only at the columns it sorts, groups or
 * computes by; every other column stays where it is until the application asks for it.
 *
 * <p>Columns are 0-based. What a row gave out stays valid and unchanged when the cursor moves on,
 * and whoever got it does not change it.
 */
public interface Row {

  /**
   * A column's value as merging compares it. It is of the class that {@link KeyOrder} compares for
   * the kind, or null for NULL.
   */
  @Nullable Object key(int column, KeyKind kind) throws SQLException;

  /**
   * A column's value as the application sees it: what ResultSet.getObject gives, or an object that
   * the facade reads as a leaf's driver would read the column (CarriedValue); null for NULL.
   */
  @Nullable Object visible(int column) throws SQLException;
}
