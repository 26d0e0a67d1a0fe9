package io.canopydb.proxy.local;

/** Tells a waiting user what takes so long. May be called by several threads at once. */
@FunctionalInterface
public interface Progress {

  /** Says nothing. */
  Progress SILENT = line -> {};

  /** One line of text, without its end. */
  void say(String line);
}
