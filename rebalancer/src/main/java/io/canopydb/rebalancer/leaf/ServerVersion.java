package io.canopydb.rebalancer.leaf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of a server, {@code 8.4.2}; parts that are not there count as 0. */
record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {
  private static final Pattern NUMBERS = Pattern.compile("^(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

  /** Reads the numbers that a version text starts with; all 0 where it starts with none. */
  static ServerVersion of(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    return numbers.find()
        ? new ServerVersion(part(numbers, 1), part(numbers, 2), part(numbers, 3))
        : new ServerVersion(0, 0, 0);
  }

  private static int part(Matcher numbers, int group) {
    return numbers.group(group) == null ? 0 : Integer.parseInt(numbers.group(group));
  }

  boolean isBefore(ServerVersion other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(ServerVersion other) {
    if (major != other.major) {
      return Integer.compare(major, other.major);
    }
    return minor != other.minor
        ? Integer.compare(minor, other.minor)
        : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
