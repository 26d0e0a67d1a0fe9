package io.canopydb.proxy.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has spent up to now: the client's side, with whatever its threads do beside.
 *
 * @param cpuNanos of all its threads
 * @param bytes allocated by all threads that still live
 */
record Cost(long cpuNanos, long bytes) {

  static Cost now() {
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long bytes = 0;
    for (long thread : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      bytes += Math.max(0, thread);
    }
    return new Cost(process.getProcessCpuTime(), bytes);
  }
}
