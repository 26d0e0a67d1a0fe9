package io.canopydb.metadata.placement;

/** What is known of the canonical form of a value for one column of a shard key. */
public sealed interface KeyValue {

  /** NULL, stored, or looked for by IS NULL and {@code <=>}. */
  KeyValue NULL = new Known(KeyNull.NULL);

  /** The answer where a leaf must evaluate the value. */
  KeyValue ASK_LEAF = new AskLeaf();

  /**
   * The canonical form. Two canonical forms of one key type are {@code equals} if, and in effect
   * only if, the engine finds the values equal.
   *
   * @param canonical an immutable value: {@link KeyNull}, Long, BigDecimal, String, {@link
   *     KeyBytes}, UUID or Boolean, as the key type says
   */
  record Known(Object canonical) implements KeyValue {}

  /**
   * A leaf must evaluate the value first. It answers with the canonical form, or with the error
   * that the statement deserves.
   */
  record AskLeaf() implements KeyValue {}

  /**
   * A comparison from which nothing follows about the partition: rows may lie in all of them.
   *
   * @param reason for EXPLAIN: why the comparison does not choose a partition
   */
  record NoPrune(String reason) implements KeyValue {}

  /** A comparison that no row satisfies: {@code = NULL}. */
  record Nothing() implements KeyValue {}

  /**
   * A value that the engine certainly refuses to store.
   *
   * @param sqlState the engine's SQLSTATE for it
   * @param reason a message for the user; it does not repeat the value
   */
  record Invalid(String sqlState, String reason) implements KeyValue {}
}
