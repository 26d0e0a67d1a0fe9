package io.canopydb.proxy.local.bench;

/**
 * How fast one side was in one round.
 *
 * @param perSecond operations
 * @param cpuMicros processor time of the client for each
 * @param kilobytes that the client allocated for each
 */
record Rate(double perSecond, double cpuMicros, double kilobytes) {

  static Rate of(long operations, long nanos, Cost before, Cost after) {
    return new Rate(
        operations * 1e9 / nanos,
        (after.cpuNanos() - before.cpuNanos()) / 1e3 / operations,
        (after.bytes() - before.bytes()) / 1024.0 / operations);
  }
}
