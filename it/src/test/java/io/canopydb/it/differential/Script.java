package io.canopydb.it.differential;

import java.util.List;

/**
 * One topic: statements that run in order in a database of their own.
 *
 * @param name path below the corpus, such as {@code mysql/joins.sql}
 */
record Script(String name, List<ScriptStatement> statements) {
  Script {
    statements = List.copyOf(statements);
  }

  /** The name of its database: equal on both sides, so that DATABASE() can be compared. */
  String database() {
    String stem = name.replaceAll("\\.sql$", "").replaceAll("[^a-z0-9]+", "_");
    return "d_" + stem.substring(Math.max(0, stem.length() - 40));
  }
}
