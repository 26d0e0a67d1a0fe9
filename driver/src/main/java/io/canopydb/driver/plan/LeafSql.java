package io.canopydb.driver.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The text of a leaf statement: the user's own text, with holes that are filled for each partition
 * and execution.
 */
public final class LeafSql {
  private final List<Part> parts;

  /** What was made of it for each partition; null until something was. */
  private volatile @Nullable AtomicReferenceArray<Object> made;

  /** A piece of the text. */
  public sealed interface Part {}

  /** Text that is sent as it is. */
  public record Text(String sql) implements Part {}

  /** The quoted namespace of the partition that is addressed: {@code `shop_3`}. */
  public record Namespace(String database) implements Part {}

  /** The number of the partition that is addressed. */
  public record PartitionOrdinal() implements Part {}

  /**
   * What the user wrote in a slot of the shape: a JDBC parameter or a literal.
   *
   * @param number the n of {@code ?n} in the shape's text
   */
  public record SlotText(int number) implements Part {}

  /**
   * The rows of an INSERT whose shape shows the first one for all of them.
   *
   * @param row one of them, with its brackets
   */
  public record EachRow(LeafSql row) implements Part {}

  /** A text, such as that of a select item, as a quoted name of MySQL's. */
  public record Label(LeafSql text) implements Part {
    /** In characters; the engine's own labels end here. */
    private static final int LONGEST = 255;

    /** What is shown of a text. */
    public static String shown(String text) {
      int length = Math.min(LONGEST, text.codePointCount(0, text.length()));
      return text.substring(0, text.offsetByCodePoints(0, length));
    }
  }

  /** The quoted name of a scratch table. */
  public record Scratch(int id) implements Part {}

  /** The quoted name of the scratch table that stands for the partition that is addressed. */
  public record PartitionScratch(int id) implements Part {}

  /**
   * A condition: that a column has one of the values which a column of a scratch table was found to
   * have. It is always true where those were too many.
   *
   * @param column quoted
   */
  public record AmongKeys(String column, KeptKeys keys) implements Part {}

  /** The sum of LIMIT and OFFSET, as a number. */
  public record RowLimit(Count limit, Count offset) implements Part {}

  /** The one instant at which a statement runs on all leaves, as a parameter. */
  public record PresentInstant() implements Part {}

  /**
   * A query of the sizes of sharded tables.
   *
   * @param none the same query without rows
   */
  public record TableSizes(String none) implements Part {}

  /** A cell of the row that is written, as a parameter. */
  public record RowValue(int cell) implements Part {}

  public LeafSql(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** The pieces, in order. */
  public List<Part> parts() {
    return parts;
  }

  /**
   * What {@code make} gives for a partition, remembered: a pure function of this text and the
   * partition is computed once. Safe for use by many threads.
   *
   * @param ordinal the partition
   * @param partitions how many there are
   */
  @SuppressWarnings("unchecked") // one text is made into one kind of thing
  public <T> T remembered(int ordinal, int partitions, Supplier<T> make) {
    AtomicReferenceArray<Object> all = made;
    if (all == null || all.length() < partitions) {
      all = new AtomicReferenceArray<>(partitions);
      made = all;
    }
    Object found = all.get(ordinal);
    if (found == null) {
      found = make.get();
      all.set(ordinal, found);
    }
    return (T) found;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LeafSql that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return "LeafSql" + parts;
  }

  /** A text without holes. */
  public static LeafSql of(String text) {
    return new LeafSql(List.of(new Text(text)));
  }

  /** Whether some part differs from partition to partition. */
  public boolean perPartition() {
    return parts.stream()
        .anyMatch(
            part ->
                part instanceof Namespace
                    || part instanceof PartitionScratch
                    || part instanceof PartitionOrdinal);
  }

  /** How often it names a scratch table. */
  public int uses(int scratch) {
    return (int)
        parts.stream()
            .filter(
                part ->
                    part.equals(new Scratch(scratch)) || part.equals(new PartitionScratch(scratch)))
            .count();
  }

  /** Puts parts together; neighbouring texts become one. */
  public static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    public Builder text(CharSequence sql) {
      text.append(sql);
      return this;
    }

    public Builder part(Part part) {
      if (part instanceof Text plain) {
        text.append(plain.sql());
        return this;
      }
      flush();
      parts.add(part);
      return this;
    }

    public Builder all(LeafSql sql) {
      sql.parts().forEach(this::part);
      return this;
    }

    public LeafSql build() {
      flush();
      return new LeafSql(parts);
    }

    private void flush() {
      if (text.length() > 0) {
        parts.add(new Text(text.toString()));
        text.setLength(0);
      }
    }
  }
}
