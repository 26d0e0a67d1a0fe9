package io.canopydb.driver.parse;

/** What stands in the user's text where a {@link Shape} has a numbered parameter. */
public sealed interface Slot {

  /**
   * A JDBC parameter.
   *
   * @param jdbcIndex its number in the user's text, from 1
   */
  record Parameter(int jdbcIndex) implements Slot {}

  /**
   * A literal that was lifted out.
   *
   * @param sql as written, with its sign or quotes
   * @param value a Long, BigInteger, BigDecimal, Double (MySQL's {@code 1e5}) or String
   */
  record Literal(String sql, Object value) implements Slot {}

  /** What the user wrote: {@code ?}, or the literal. */
  default String sql() {
    return this instanceof Literal literal ? literal.sql() : "?";
  }
}
