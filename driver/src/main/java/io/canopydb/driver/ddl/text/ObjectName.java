package io.canopydb.driver.ddl.text;

/**
 * An object of a place, whose description tells whether a statement was carried out there.
 *
 * @param name without namespace
 */
public record ObjectName(Kind kind, String name) {

  /** The kinds of object that are told apart. */
  public enum Kind {
    TABLE,
    VIEW,
    INDEX,
    TRIGGER,
    FUNCTION,
    PROCEDURE
  }
}
