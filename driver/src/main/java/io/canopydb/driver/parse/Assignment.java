package io.canopydb.driver.parse;

/**
 * One assignment of a SET.
 *
 * @param scope where the variable lives
 * @param name the variable's name as the engine compares it: in lower case and without quotes, but
 *     that of a user variable as written. Dots stay. {@code SET NAMES} assigns {@code names},
 *     {@code SET CHARACTER SET} assigns {@code character set}, {@code SET TIME ZONE} assigns {@code
 *     timezone}, and {@code SET ROLE}, {@code SET SESSION AUTHORIZATION} and {@code SET PASSWORD}
 *     the name that their words make
 * @param value the expression as it stands in the text; several with commas for {@code SET x TO a,
 *     b}. With what follows it, such as COLLATE in SET NAMES
 */
public record Assignment(Scope scope, String name, Span value) {

  /** Where a variable lives. */
  public enum Scope {
    /** MySQL's {@code @x}. */
    USER,
    SESSION,
    /** PostgreSQL's SET LOCAL: until the end of the transaction. */
    LOCAL,
    GLOBAL,
    PERSIST,
    PERSIST_ONLY
  }
}
