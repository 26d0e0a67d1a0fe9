package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tokens of a text that become slots of its shape, in order. */
final class LiftedTokens {
  private static final int STRIDE = 2;

  /** First and last token of each slot; two tokens where a sign stands before a number. */
  private int[] cells = new int[16];

  private final List<Slot> slots = new ArrayList<>();

  void add(int first, int last, Slot slot) {
    int at = slots.size() * STRIDE;
    if (at == cells.length) {
      cells = Arrays.copyOf(cells, at * 2);
    }
    cells[at] = first;
    cells[at + 1] = last;
    slots.add(slot);
  }

  int size() {
    return slots.size();
  }

  int first(int slot) {
    return cells[slot * STRIDE];
  }

  int last(int slot) {
    return cells[slot * STRIDE + 1];
  }

  List<Slot> slots() {
    return slots;
  }
}
