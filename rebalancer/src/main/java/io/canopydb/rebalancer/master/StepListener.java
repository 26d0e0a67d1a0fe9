package io.canopydb.rebalancer.master;

/** Is told what a master aggregator does. Called on the thread that does it. */
@FunctionalInterface
public interface StepListener {
  /** Listens to nothing. */
  StepListener NONE = step -> {};

  /** Called right before a step that changes something: {@code publish leaf 3}. */
  void before(String step);
}
