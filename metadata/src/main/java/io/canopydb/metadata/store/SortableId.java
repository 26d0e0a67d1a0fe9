package io.canopydb.metadata.store;

/** Numbers as names whose order as text is their order as numbers. */
final class SortableId {

  private SortableId() {}

  static String of(long number) {
    return String.format("%019d", number);
  }
}
