package io.canopydb.driver.value;

import io.canopydb.driver.merge.CarriedValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A value taken out of a leaf's ResultSet whose text, or whose number, does not follow from the
 * object alone: of a time, of a double, of {@code jsonb}, of MySQL's {@code tinyint(1)}, which is a
 * Boolean that may be 5.
 *
 * @param object what getObject gave
 * @param failure what getObject threw instead, as for MySQL's zero dates; else null
 * @param text what getString gave
 */
public record LeafValue(@Nullable Object object, @Nullable SQLException failure, String text)
    implements CarriedValue {

  /**
   * Takes out a value so that an application can be shown it later exactly as the leaf's driver
   * would show it now.
   *
   * @param column from 1
   * @param type the column's type in java.sql.Types
   * @return null for NULL; a LeafValue; or the object of getObject where that says it all
   */
  public static @Nullable Object of(ResultSet leaf, int column, int type) throws SQLException {
    Object object;
    try {
      object = leaf.getObject(column);
    } catch (SQLException e) {
      // A value that has no object (MySQL's zero dates) is an error only for who asks for it.
      String text = leaf.getString(column);
      return text == null ? null : new LeafValue(null, e, text);
    }
    if (object == null
        || object instanceof String
        || object instanceof Integer
        || object instanceof Long
        || object instanceof BigInteger
        || (object instanceof byte[] && type != Types.BIT)) {
      return object;
    }
    String text = leaf.getString(column);
    boolean follows =
        text == null
            || (object instanceof BigDecimal decimal && text.equals(decimal.toPlainString()));
    return follows ? object : new LeafValue(object, null, text);
  }

  /** What getObject gives of a cell, wherever the cell came from. */
  public static @Nullable Object plain(@Nullable Object cell) throws SQLException {
    return cell instanceof LeafValue copied ? copied.value() : cell;
  }

  @Override
  public Object value() throws SQLException {
    if (failure != null) {
      throw failure;
    }
    return object == null ? text : object;
  }
}
