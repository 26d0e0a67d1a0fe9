package io.canopydb.metadata.store;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that can be told apart in a thread dump, and never keep a process alive. */
final class NamedThreads {

  private static final long STOP_MILLIS = 10_000;

  private NamedThreads() {}

  static ThreadFactory daemon(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      int number = count.getAndIncrement();
      return daemon(number == 0 ? name : name + "-" + number, work);
    };
  }

  static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Interrupts a thread and waits for its end, for a while. */
  static void stop(Thread thread) {
    thread.interrupt();
    if (thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
