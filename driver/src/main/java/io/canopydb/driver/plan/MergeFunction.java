package io.canopydb.driver.plan;

/**
 * How the leaves' partial results become one. NULL is passed over; a result over no values is NULL
 * where nothing else is said. A result that does not fit is an error 22003, as on the engine.
 */
public enum MergeFunction {
  /** COUNT: partial counts are added up; 0 over no values. Gives a Long. */
  COUNT(KeyKind.LONG),

  /** SUM where the engine's result is a bigint: PostgreSQL's over integer and smallint. */
  SUM_LONG(KeyKind.LONG),

  /** SUM where the engine's result is exact and wider: gives a BigDecimal. */
  SUM_DECIMAL(KeyKind.DECIMAL),

  /** SUM in single precision, PostgreSQL's over real: gives a Float. */
  SUM_REAL(KeyKind.DOUBLE),

  /** SUM in double precision: gives a Double. */
  SUM_DOUBLE(KeyKind.DOUBLE),

  /** MySQL's BIT_AND on 64 unsigned bits, all ones over no values: gives a BigInteger. */
  BIT_AND_UNSIGNED(KeyKind.DECIMAL),

  /** MySQL's BIT_OR on 64 unsigned bits, 0 over no values: gives a BigInteger. */
  BIT_OR_UNSIGNED(KeyKind.DECIMAL),

  /** MySQL's BIT_XOR on 64 unsigned bits, 0 over no values: gives a BigInteger. */
  BIT_XOR_UNSIGNED(KeyKind.DECIMAL),

  /** PostgreSQL's bit_and on integers: gives a Long. */
  BIT_AND(KeyKind.LONG),

  /** PostgreSQL's bit_or on integers: gives a Long. */
  BIT_OR(KeyKind.LONG),

  /** PostgreSQL's bit_xor on integers: gives a Long. */
  BIT_XOR(KeyKind.LONG),

  /** PostgreSQL's bool_and and every. */
  BOOL_AND(KeyKind.BOOLEAN),

  /** PostgreSQL's bool_or. */
  BOOL_OR(KeyKind.BOOLEAN);

  private final KeyKind input;

  MergeFunction(KeyKind input) {
    this.input = input;
  }

  /** As what the partial results are read. */
  public KeyKind input() {
    return input;
  }
}
