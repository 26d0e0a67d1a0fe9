package io.canopydb.driver.plan;

/**
 * As what a column is compared when rows are sorted, grouped or searched for their least. A kind
 * fixes the order, the Java class of the compare value, and how a leaf's column is read for it.
 *
 * <p>The planner chooses a kind whose order is the engine's own for that column; where there is
 * none, it has the leaf compute a column beside it that has one (MySQL: WEIGHT_STRING).
 */
public enum KeyKind {
  /** Signed integers up to 64 bits, read with getLong. */
  LONG,

  /**
   * Exact numbers of any size, MySQL's unsigned BIGINT among them, and PostgreSQL's numeric with
   * its infinities and its NaN, which equals itself and is above all else. Read with getObject.
   */
  DECIMAL,

  /** Binary floating point, read with getDouble. NaN equals itself and is above all; -0 = 0. */
  DOUBLE,

  /** Unsigned bytes, the shorter first where one begins the other; read with getBytes. */
  BYTES,

  /** Strings as their UTF-8 bytes order them, PostgreSQL's collation C; read with getString. */
  UTF8_TEXT,

  /** False before true; read with getBoolean. */
  BOOLEAN,

  /** Dates; read as LocalDate, with PostgreSQL's infinities as its least and greatest. */
  LOCAL_DATE,

  /** Date and time without a zone; read as LocalDateTime, infinities as above. */
  LOCAL_DATE_TIME,

  /** Instants, whatever offset they are shown with; read as OffsetDateTime, infinities as above. */
  OFFSET_DATE_TIME,

  /** Times of day. Not MySQL's TIME, which is a duration and can be negative. */
  LOCAL_TIME,

  /** UUIDs as 16 unsigned bytes; read with getObject. */
  UUID
}
