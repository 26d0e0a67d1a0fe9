package io.canopydb.proxy.local.bench;

/**
 * How fast one side was in one round.
 *
 * @param perSecond operations
 * @param slowMicros so long took one operation in a hundred, or longer
 * @param cpuMicros processor time of the client for each
 * @param kilobytes that the client allocated for each
 */
record Rate(double perSecond, double slowMicros, double cpuMicros, double kilobytes) {

  static Rate of(Times times, long nanos, Cost before, Cost after) {
    long operations = times.count();
    return new Rate(
        operations * 1e9 / nanos,
        times.hundredth() / 1e3,
        (after.cpuNanos() - before.cpuNanos()) / 1e3 / operations,
        (after.bytes() - before.bytes()) / 1024.0 / operations);
  }
}
