package io.canopydb.metadata.placement;

/**
 * Where a value came from. It decides what type the engine gives to the value.
 *
 * <p>A literal with a type name or introducer before it ({@code DATE '..'}, {@code _latin1'..'}),
 * with a cast, COLLATE or operator is an expression, and belongs to none of these.
 */
public enum ValueSource {

  /** Written in the statement: a number, or a quoted string. */
  LITERAL,

  /**
   * Bound by the setter that belongs to the Java class of the value (setLong for a Long, setString
   * for a String, setObject without a target type, ...), with no Calendar.
   */
  PARAMETER,

  /**
   * Bound in any other way: with a target SQL type, with a Calendar, as a stream. The value that
   * reaches the engine is then known to the leaf's driver alone.
   */
  CONVERTED_PARAMETER
}
