package io.canopydb.driver.ddl.text;

/**
 * An object of a place, whose description tells whether a statement was carried out there.
 *
 * @param name without namespace
 * @param shellOnly whether no partition has it
 */
public record ObjectName(Kind kind, String name, boolean shellOnly) {

  /** An object of every place that the statement runs at. */
  public ObjectName(Kind kind, String name) {
    this(kind, name, false);
  }

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
