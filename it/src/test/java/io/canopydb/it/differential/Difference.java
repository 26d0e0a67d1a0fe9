package io.canopydb.it.differential;

import java.util.Locale;

/** A statement for which Canopy and the plain server differ, in one of the ways it was sent. */
record Difference(
    String script, ScriptStatement statement, String way, String sql, Finding finding) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s:%d [%s]%n%s%n%s%n",
        script,
        statement.line(),
        way,
        sql,
        finding.text().indent(4).stripTrailing());
  }
}
