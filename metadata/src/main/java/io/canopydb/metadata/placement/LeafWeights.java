package io.canopydb.metadata.placement;

import org.jspecify.annotations.Nullable;

/** A NO PAD collation of utf8mb4 of which only a leaf knows the weights. */
record LeafWeights() implements CollationWeights {

  @Override
  public @Nullable KeyBytes weigh(String text) {
    return null;
  }

  @Override
  public boolean leafCompares(String text) {
    return true;
  }

  @Override
  public KeyBytes ofLeaf(byte[] weightString) {
    return KeyBytes.copyOf(weightString);
  }
}
