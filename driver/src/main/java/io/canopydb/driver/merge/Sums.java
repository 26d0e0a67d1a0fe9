package io.canopydb.driver.merge;

import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;

/**
 * Additions as the engines do them: what does not fit the type is an error, and infinity is a
 * result only where it was an operand.
 */
final class Sums {

  private Sums() {}

  static Long longs(Object a, Object b) throws SQLException {
    long x = (Long) a;
    long y = (Long) b;
    long sum = x + y;
    // Overflow: both operands have the sign that the sum has not.
    if (((x ^ sum) & (y ^ sum)) < 0) {
      throw CanopyError.NUMERIC_RANGE.with("bigint");
    }
    return sum;
  }

  static Double doubles(Object a, Object b) throws SQLException {
    double x = (Double) a;
    double y = (Double) b;
    double sum = x + y;
    if (Double.isInfinite(sum) && Double.isFinite(x) && Double.isFinite(y)) {
      throw CanopyError.NUMERIC_RANGE.with("double precision");
    }
    return sum;
  }

  /** In single precision at each step, as PostgreSQL's real; a real is given as a Double. */
  static Double reals(Object a, Object b) throws SQLException {
    float x = ((Double) a).floatValue();
    float y = ((Double) b).floatValue();
    float sum = x + y;
    if (Float.isInfinite(sum) && Float.isFinite(x) && Float.isFinite(y)) {
      throw CanopyError.NUMERIC_RANGE.with("real");
    }
    return (double) sum;
  }

  static Numeric numerics(Object a, Object b) {
    return ((Numeric) a).plus((Numeric) b);
  }

  static Object numericToJdbc(Object numeric) {
    return ((Numeric) numeric).toJdbc();
  }
}
