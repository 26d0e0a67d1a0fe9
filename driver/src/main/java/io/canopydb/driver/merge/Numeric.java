package io.canopydb.driver.merge;

import java.math.BigDecimal;

/**
 * An exact number, or one of the values beyond numbers that PostgreSQL's numeric has. Ordered as
 * there: -Infinity, the numbers, Infinity, NaN, which is equal to itself. The order is not
 * consistent with equals: 1.0 and 1.00 compare as equal.
 */
public sealed interface Numeric extends Comparable<Numeric> {

  /** A number. */
  record Finite(BigDecimal value) implements Numeric {
    @Override
    public Object toJdbc() {
      return value;
    }

    @Override
    public double beyond() {
      return 0;
    }
  }

  /**
   * What is no number.
   *
   * @param beyond NaN or an infinity
   */
  record Special(double beyond) implements Numeric {
    public Special {
      if (Double.isFinite(beyond)) {
        throw new IllegalArgumentException("a finite double is not exact: " + beyond);
      }
    }

    @Override
    public Object toJdbc() {
      return beyond;
    }
  }

  /** What ResultSet.getObject gives: a BigDecimal, or a Double that is NaN or infinite. */
  Object toJdbc();

  /** NaN or an infinity; 0 for every number, since any stands between the infinities. */
  double beyond();

  /** The sum: exact, with the greater scale; of both infinities NaN. */
  default Numeric plus(Numeric other) {
    if (this instanceof Finite a && other instanceof Finite b) {
      return new Finite(a.value().add(b.value()));
    }
    return new Special(beyond() + other.beyond());
  }

  @Override
  default int compareTo(Numeric other) {
    if (this instanceof Finite a && other instanceof Finite b) {
      return a.value().compareTo(b.value());
    }
    return Double.compare(beyond(), other.beyond());
  }
}
