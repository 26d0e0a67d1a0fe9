package io.canopydb.driver.plan;

import io.canopydb.metadata.placement.ShardKey;
import java.util.List;

/**
 * Which partitions can hold rows that a predicate wants; decided when values are bound. It
 * over-approximates: a partition that is left out certainly holds none.
 */
public sealed interface PartitionChoice {

  /**
   * All of them.
   *
   * @param why for EXPLAIN
   */
  record All(String why) implements PartitionChoice {}

  /**
   * Those of one shard key.
   *
   * @param operands one for each column of the key
   */
  record KeyEquals(ShardKey key, List<Operand> operands) implements PartitionChoice {
    public KeyEquals {
      operands = List.copyOf(operands);
    }
  }

  /** Those of any of these; never empty. */
  record AnyOf(List<PartitionChoice> choices) implements PartitionChoice {
    public AnyOf {
      choices = List.copyOf(choices);
    }
  }

  /** What a shard key column is compared with. */
  sealed interface Operand {}

  /**
   * The value of a slot of the shape, compared by {@code =}: NULL finds nothing.
   *
   * @param cast how the text makes it one of the column's own kind before
   */
  record SlotOperand(int number, Cast cast) implements Operand {
    /** A value as it is. */
    public SlotOperand(int number) {
      this(number, Cast.NONE);
    }
  }

  /** A cast of PostgreSQL's to the kind of type that the column has. */
  enum Cast {
    NONE,
    /** To an integer: of a text it is what the engine reads, and of an integer the same. */
    TO_INTEGER,
    /** To another type: only of a text it is what the engine reads. */
    OF_TEXT
  }

  /** IS NULL. */
  record IsNull() implements Operand {}

  /** Whether it can ever leave a partition out. */
  default boolean prunes() {
    return this instanceof AnyOf any
        ? any.choices().stream().allMatch(PartitionChoice::prunes)
        : this instanceof KeyEquals;
  }
}
