package io.canopydb.metadata.placement;

import org.jspecify.annotations.Nullable;

/**
 * What MySQL's WEIGHT_STRING gives for the strings of one collation, as far as that is known here
 * without asking a server. Two strings are equal under a collation if their weights are.
 *
 * <p>Under a PAD SPACE collation a string is equal to itself with trailing blanks, so trailing
 * weights of a blank are dropped.
 *
 * <p>The weights of single characters come from a pinned table ({@code collation-weights.txt}),
 * which covers printable ASCII and, where the character set has it, the Latin-1 supplement. None of
 * these characters begins a contraction in the collations of the table, so the weights of a string
 * are those of its characters, level by level (an expansion is just a longer weight). Strings with
 * any other character are weighed by a leaf, as are all strings under the language-specific
 * collations, of which only the padding is known here. The binary collations of Unicode need no
 * table. Other collations cannot be promised.
 */
public sealed interface CollationWeights permits WeightTable, CodePointWeights, LeafWeights {

  /** The canonical weights of a string; null where a leaf must weigh it. */
  @Nullable KeyBytes weigh(String text);

  /**
   * Whether a leaf may weigh this string and the comparison is still under the column's collation:
   * a literal with characters that the column's character set lacks is compared otherwise.
   */
  boolean leafCompares(String text);

  /** The canonical weights, from what WEIGHT_STRING gave. */
  KeyBytes ofLeaf(byte[] weightString);
}
