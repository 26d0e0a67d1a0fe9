package io.canopydb.it.ddl;

import io.canopydb.driver.fault.FaultPoint;

/** Dies at one of its steps. */
final class DiesAt implements FaultPoint {
  private final int step;
  private int reached;
  private boolean dead;

  DiesAt(int step) {
    this.step = step;
  }

  /** The end of an aggregator: nothing catches it. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died(String step) {
      super(step, null, false, false);
    }
  }

  @Override
  public synchronized void reach(String name) {
    // A dead process takes no further step, in no thread.
    dead |= reached == step;
    reached++;
    if (dead) {
      throw new Died(name);
    }
  }
}
