package io.canopydb.it.transaction;

import io.canopydb.driver.fault.FaultPoint;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Stands still at a step for ever, and says so on standard output: to be killed there. */
final class StopsAt implements FaultPoint {
  private final String step;
  private final AtomicInteger left;

  /**
   * Where to stop.
   *
   * @param time at the how many-th time that the step is reached
   */
  StopsAt(String step, int time) {
    this.step = step;
    this.left = new AtomicInteger(time);
  }

  @Override
  public void reach(String name) {
    if (name.equals(step) && left.decrementAndGet() <= 0) {
      System.out.println("REACHED");
      System.out.flush();
      while (true) {
        LockSupport.park();
      }
    }
  }
}
