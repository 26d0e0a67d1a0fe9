package io.canopydb.driver.fault;

/**
 * Is told of each step of a DDL statement, a commit or a settlement as it is done, so that a test
 * can end an aggregator between any two of them: by throwing an Error, which nothing here catches,
 * or by killing the process. Called by many threads.
 */
@FunctionalInterface
public interface FaultPoint {
  /** What runs outside of tests. */
  FaultPoint NONE = step -> {};

  /** Called right behind a step; {@code step} names it. */
  void reach(String step);
}
