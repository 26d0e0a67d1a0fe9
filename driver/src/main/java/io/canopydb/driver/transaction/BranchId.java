package io.canopydb.driver.transaction;

import java.util.Optional;

/**
 * The name of a transaction's part on one leaf, from which whoever finds it prepared knows where to
 * look for the decision.
 *
 * @param leaf the leaf's id
 */
record BranchId(TransactionId transaction, int leaf, DecisionPlace place) {

  /** What follows the transaction's own name; at most 64 letters. */
  String qualifier() {
    return leaf + "." + place.database() + "." + place.ordinal();
  }

  /** Reads the two parts of a name. */
  static Optional<BranchId> parse(String transaction, String qualifier) {
    String[] parts = qualifier.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      int leaf = Integer.parseInt(parts[0]);
      DecisionPlace place = new DecisionPlace(parts[1], Integer.parseInt(parts[2]));
      return TransactionId.parse(transaction).map(id -> new BranchId(id, leaf, place));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
