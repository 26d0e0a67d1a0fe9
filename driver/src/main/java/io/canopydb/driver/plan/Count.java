package io.canopydb.driver.plan;

/** A number of rows in LIMIT or OFFSET. */
public sealed interface Count {

  /** Not given: no limit, or offset 0. */
  record None() implements Count {}

  /** Written in the statement. */
  record Fixed(long value) implements Count {}

  /** In a slot of the shape; NULL means not given. */
  record InSlot(int number) implements Count {}

  Count NONE = new None();
}
