package io.canopydb.driver.merge;

/** No rows: what a statement gives when it can have none. */
public enum EmptyCursor implements RowCursor {
  INSTANCE;

  @Override
  public boolean next() {
    return false;
  }

  @Override
  public Row row() {
    throw new IllegalStateException("an empty cursor stands on no row");
  }

  @Override
  public void close() {}
}
