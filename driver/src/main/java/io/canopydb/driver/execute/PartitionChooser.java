package io.canopydb.driver.execute;

import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.PartitionChoice.Operand;
import io.canopydb.metadata.placement.KeyValue;
import io.canopydb.metadata.placement.ShardKey;
import io.canopydb.metadata.placement.ValueSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Chooses partitions by the values of one execution. Never too few. */
public final class PartitionChooser {
  /** What {@link #one} answers where several may be wanted. */
  public static final int SEVERAL = -1;

  /** What {@link #one} answers where no row can be wanted. */
  public static final int NONE = -2;

  private final Bindings bindings;
  private final int partitions;

  public PartitionChooser(Bindings bindings, int partitions) {
    this.bindings = bindings;
    this.partitions = partitions;
  }

  /** The one partition that all the choices want; SEVERAL or NONE. */
  public int one(List<PartitionChoice> choices) throws SQLException {
    int found = NONE;
    for (int i = 0; i < choices.size(); i++) {
      int partition = one(choices.get(i));
      if (partition == SEVERAL) {
        return SEVERAL;
      }
      if (partition != NONE) {
        if (found != NONE && found != partition) {
          return SEVERAL;
        }
        found = partition;
      }
    }
    return found;
  }

  private int one(PartitionChoice choice) throws SQLException {
    if (choice instanceof PartitionChoice.KeyEquals equals) {
      return partition(equals);
    }
    return choice instanceof PartitionChoice.AnyOf any ? one(any.choices()) : SEVERAL;
  }

  /** All partitions that a choice wants; may be empty. */
  BitSet all(PartitionChoice choice) throws SQLException {
    BitSet set = new BitSet(partitions);
    add(choice, set);
    return set;
  }

  private void add(PartitionChoice choice, BitSet set) throws SQLException {
    if (choice instanceof PartitionChoice.AnyOf any) {
      for (PartitionChoice branch : any.choices()) {
        add(branch, set);
      }
      return;
    }
    int partition =
        choice instanceof PartitionChoice.KeyEquals equals ? partition(equals) : SEVERAL;
    if (partition == SEVERAL) {
      set.set(0, partitions);
    } else if (partition != NONE) {
      set.set(partition);
    }
  }

  private int partition(PartitionChoice.KeyEquals equals) throws SQLException {
    ShardKey key = equals.key();
    List<Operand> operands = equals.operands();
    if (operands.size() == 1
        && operands.get(0) instanceof PartitionChoice.SlotOperand slot
        && slot.cast() == PartitionChoice.Cast.NONE) {
      Object value = bindings.value(slot.number(), 0);
      if (value instanceof Long || value instanceof Integer) {
        if (bindings.source(slot.number(), 0) != ValueSource.CONVERTED_PARAMETER) {
          int partition = key.partition(((Number) value).longValue(), partitions);
          if (partition != ShardKey.UNKNOWN) {
            return partition;
          }
        }
      }
    }
    List<Object> canonical = new ArrayList<>(operands.size());
    for (int i = 0; i < operands.size(); i++) {
      KeyValue value =
          operands.get(i) instanceof PartitionChoice.SlotOperand slot
              ? value(key, i, slot)
              : KeyValue.NULL;
      if (value instanceof KeyValue.Known known) {
        canonical.add(known.canonical());
      } else if (value instanceof KeyValue.Nothing) {
        return NONE;
      } else {
        return SEVERAL;
      }
    }
    return key.partition(canonical, partitions);
  }

  private KeyValue value(ShardKey key, int column, PartitionChoice.SlotOperand slot)
      throws SQLException {
    Object value = bindings.value(slot.number(), 0);
    ValueSource source = bindings.source(slot.number(), 0);
    if (slot.cast() == PartitionChoice.Cast.NONE) {
      return key.toCompare(column, value, source);
    }
    boolean sure =
        source != ValueSource.CONVERTED_PARAMETER
            && (value instanceof String
                || (slot.cast() == PartitionChoice.Cast.TO_INTEGER
                    && (value instanceof Long
                        || value instanceof Integer
                        || value instanceof Short)));
    // A text is read as the column reads a literal; what it can't be, the cast may round.
    return sure && key.toCompare(column, value, ValueSource.LITERAL) instanceof KeyValue.Known known
        ? known
        : new KeyValue.NoPrune("a cast");
  }
}
