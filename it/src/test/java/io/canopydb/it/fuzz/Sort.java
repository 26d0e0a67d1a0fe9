package io.canopydb.it.fuzz;

/**
 * What an expression gives. Numbers are few and small, so that sums are exact whatever their order.
 *
 * @see Node
 */
enum Sort {
  INT("1"),
  DECIMAL("1.50"),
  DOUBLE("0.25e0"),
  TEXT("'a'"),
  DATE("DATE '2020-01-01'"),
  BOOL("1 = 1");

  private final String simplest;

  Sort(String simplest) {
    this.simplest = simplest;
  }

  /** The expression that failing cases are shrunk to. */
  String simplest() {
    return simplest;
  }

  boolean numeric() {
    return this == INT || this == DECIMAL || this == DOUBLE;
  }
}
