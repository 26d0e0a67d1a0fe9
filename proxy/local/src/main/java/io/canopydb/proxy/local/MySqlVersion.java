package io.canopydb.proxy.local;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mysqld's version. */
record MySqlVersion(int major, int minor, int patch) implements Comparable<MySqlVersion> {

  /** The oldest that can be a leaf. */
  static final MySqlVersion OLDEST = new MySqlVersion(8, 0, 30);

  private static final Pattern PRINTED = Pattern.compile("Ver (\\d+)\\.(\\d+)\\.(\\d+)");

  /** Reads what {@code mysqld --version} prints; empty when that is another product. */
  static Optional<MySqlVersion> parse(String printed) {
    Matcher matcher = PRINTED.matcher(printed);
    if (printed.toLowerCase(Locale.ROOT).contains("mariadb") || !matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(
        new MySqlVersion(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3))));
  }

  boolean canBeLeaf() {
    return compareTo(OLDEST) >= 0;
  }

  @Override
  public int compareTo(MySqlVersion other) {
    return Comparator.comparingInt(MySqlVersion::major)
        .thenComparingInt(MySqlVersion::minor)
        .thenComparingInt(MySqlVersion::patch)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
