package io.canopydb.metadata.placement;

import org.jspecify.annotations.Nullable;

/**
 * The type of one column of a shard key: what canonical form each value has, and how that form is
 * hashed. Immutable; threads share it freely.
 */
public sealed interface KeyType
    permits NumberKey,
        CollatedKey,
        TextKey,
        BinaryKey,
        DateKey,
        DateTimeKey,
        InstantKey,
        TimeKey,
        UuidKey,
        BooleanKey {

  /**
   * The canonical form of what the engine stores when this value is inserted.
   *
   * <p>Where a lenient sql_mode or IGNORE would make MySQL store an adjusted value (clamped, cut),
   * the answer is that value: if the statement fails instead, no row is placed.
   *
   * @param value a Java value as an application would set it; null for NULL
   * @return Known, AskLeaf or Invalid
   */
  KeyValue toStore(@Nullable Object value, ValueSource source);

  /**
   * The canonical form that every row has for which {@code column = value} is true.
   *
   * @return Known, AskLeaf (evaluate the value as {@code comparedValue}, not cut to the column's
   *     length), NoPrune or Nothing
   */
  KeyValue toCompare(@Nullable Object value, ValueSource source);

  /**
   * Whether a value of this type and one of the other, if the engine finds them equal, hash
   * equally: rows that join on such columns lie in partitions of the same number.
   */
  boolean collocatedWith(KeyType other);

  /** Appends a canonical form, not null, of this type. */
  void encode(Object canonical, KeyEncoder encoder);
}
