package io.canopydb.driver.execute.write;

import io.canopydb.driver.execute.SentValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose addresses are those of the whole table, taken apart: an address there is one of a
 * partition, with the partition in its block number.
 *
 * @param partitions for each row where it lies
 * @param rows the same rows with the addresses that they have there
 */
record RowAddresses(int[] partitions, List<List<SentValue>> rows) {

  /**
   * Takes addresses apart.
   *
   * @param cell the cell of the address, such as {@code (35,4)}
   * @param count how many partitions there are
   */
  static RowAddresses in(List<List<SentValue>> rows, int cell, int count) {
    int[] partitions = new int[rows.size()];
    List<List<SentValue>> own = new ArrayList<>(rows.size());
    for (int i = 0; i < partitions.length; i++) {
      String address = String.valueOf(rows.get(i).get(cell).value());
      int comma = address.indexOf(',');
      long block = Long.parseLong(address.substring(1, comma));
      partitions[i] = (int) (block % count);
      List<SentValue> row = new ArrayList<>(rows.get(i));
      row.set(cell, new SentValue("(" + block / count + address.substring(comma), "tid"));
      own.add(row);
    }
    return new RowAddresses(partitions, own);
  }
}
