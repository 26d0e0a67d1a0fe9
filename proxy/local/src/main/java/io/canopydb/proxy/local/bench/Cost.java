package io.canopydb.proxy.local.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What this process's threads have spent up to now: the client's side. Only threads that still live
 * count, and not those of the Java machine itself, which compile and collect.
 */
record Cost(long cpuNanos, long bytes) {

  static Cost now() {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long[] ids = threads.getAllThreadIds();
    return new Cost(sum(threads.getThreadCpuTime(ids)), sum(threads.getThreadAllocatedBytes(ids)));
  }

  /** A thread that has ended meanwhile has -1. */
  private static long sum(long[] ofThreads) {
    return Arrays.stream(ofThreads).filter(one -> one > 0).sum();
  }
}
