package io.canopydb.metadata.placement;

/** An exact number: equal ones hash equally, whether their columns hold integers or decimals. */
sealed interface NumberKey extends KeyType permits IntegerKey, DecimalKey {

  @Override
  default boolean collocatedWith(KeyType other) {
    return other instanceof NumberKey;
  }

  @Override
  default void encode(Object canonical, KeyEncoder encoder) {
    CanonicalNumber.encode(canonical, encoder);
  }
}
