package io.canopydb.driver.plan;

/**
 * A query about the row with one value of a global key: the lookup table says which partition has
 * it. Where it has no such row, or the partition has not, all partitions are asked: the rows
 * themselves are the truth, and the lookup only says where one probably lies.
 *
 * @param row what the lookup table is asked
 * @param whole the whole statement, on the partition that it names
 * @param many what runs where the lookup table does not tell, or that found no row
 */
public record Lookup(LookupRow row, Route whole, ReadNode many) implements ReadNode {

  @Override
  public boolean chosenBySizes() {
    return many.chosenBySizes();
  }

  @Override
  public <R, X extends Exception> R accept(ReadNode.Visitor<R, X> visitor) throws X {
    return visitor.lookup(this);
  }
}
