package io.canopydb.metadata.placement;

import java.util.Optional;
import java.util.regex.Pattern;

/** The collations of MySQL whose rules of equality Canopy can promise. */
public final class KnownCollations {

  /** The collations that only a leaf weighs; all of them are NO PAD. */
  private static final Pattern LANGUAGE_SPECIFIC =
      Pattern.compile("utf8mb4_[a-z]+(_[a-z]+)?_0900_(ai_ci|as_cs(_ks)?)");

  private KnownCollations() {}

  /** The weights of a collation; empty where they cannot be promised. */
  public static Optional<CollationWeights> weights(String collation) {
    CollationWeights codePoints = CodePointWeights.find(collation);
    if (codePoints != null) {
      return Optional.of(codePoints);
    }
    WeightTable table = WeightTables.find(collation);
    if (table != null) {
      return Optional.of(table);
    }
    return LANGUAGE_SPECIFIC.matcher(collation).matches()
        ? Optional.of(new LeafWeights())
        : Optional.empty();
  }
}
