package io.canopydb.proxy.local.progress;

/** Tells a waiting user what takes so long. May be called by several threads at once. */
@FunctionalInterface
public interface Progress {

  /** Says nothing. */
  Progress SILENT = line -> {};

  /** One line of text, without its end. */
  void say(String line);

  /**
   * Something that has an end in sight. Where there is nothing better, a line when it begins.
   *
   * @param total how many steps it will have, about
   */
  default Bar bar(String what, long total) {
    say(what);
    return steps -> {};
  }

  /** How far something has come. Used by one thread. */
  @FunctionalInterface
  interface Bar extends AutoCloseable {

    /** So many steps more are done. */
    void add(long steps);

    /** It has ended, well or not. */
    @Override
    default void close() {}
  }
}
