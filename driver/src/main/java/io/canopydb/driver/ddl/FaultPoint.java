package io.canopydb.driver.ddl;

/**
 * Is told of each step of a DDL statement as it is done, so that a test can end an aggregator
 * between any two of them: by throwing an Error, which nothing here catches.
 */
@FunctionalInterface
public interface FaultPoint {
  /** What runs outside of tests. */
  FaultPoint NONE = step -> {};

  /** Called right behind a step; {@code step} names it. */
  void reach(String step);
}
