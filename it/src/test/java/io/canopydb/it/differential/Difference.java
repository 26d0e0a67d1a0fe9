package io.canopydb.it.differential;

import java.util.Locale;

/** A statement for which Canopy and the plain server differ. */
record Difference(String file, int line, String way, String sql, String what) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s:%d [%s]%n%s%n%s%n", file, line, way, sql, what.indent(4).stripTrailing());
  }
}
