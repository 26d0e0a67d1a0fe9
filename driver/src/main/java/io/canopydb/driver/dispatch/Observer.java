package io.canopydb.driver.dispatch;

import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each statement that goes to a leaf: metrics, tracing and logs of slow statements stand
 * on it. Called by the threads that run the statement, which wait for it: it must be quick, and
 * must not throw.
 */
public interface Observer {

  /** Nobody listens: then nothing is made up to be told. */
  Observer NONE = sent -> Ending.NONE;

  /**
   * What is about to be sent.
   *
   * @param leaf where to
   * @param partitions the ordinals of the partitions that it reads or writes there; empty where it
   *     is about the shell, or where that is not known
   * @param plan the kind of the plan node at the root, or of the work that is not planned
   * @param shape the user's statement without its values; null where no plan is made of it
   */
  record Sent(Leaf leaf, List<Integer> partitions, String plan, @Nullable String shape) {
    public Sent {
      partitions = List.copyOf(partitions);
    }
  }

  /** Is told of the end of one statement, once. */
  @FunctionalInterface
  interface Ending {
    Ending NONE = (rows, error) -> {};

    /**
     * It has ended.
     *
     * @param rows how many it gave or wrote; -1 where that is not known
     * @param error why it failed; null where it did not
     */
    void ended(long rows, @Nullable SQLException error);
  }

  /** A statement is about to be sent. */
  Ending sending(Sent sent);
}
