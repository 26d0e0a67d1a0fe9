package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Aggregates;
import io.canopydb.driver.parse.Tokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * The functions that a PostgreSQL database had when it was asked. An aggregate that is taken for a
 * plain function gives wrong rows, so what is known counts only as long as nothing new is called.
 *
 * @param version that of the metadata at that time: a view may call what came before it
 * @param names all functions, aggregates among them
 */
record KnownFunctions(long version, Set<String> names, Aggregates aggregates) {
  /** What the grammar takes for a call, and no catalogue lists. */
  private static final Set<String> OF_THE_GRAMMAR =
      Set.of(
          "all",
          "any",
          "as",
          "by",
          "cast",
          "coalesce",
          "cube",
          "except",
          "exists",
          "filter",
          "from",
          "greatest",
          "grouping",
          "in",
          "intersect",
          "join",
          "least",
          "materialized",
          "not",
          "nullif",
          "on",
          "over",
          "rollup",
          "row",
          "select",
          "sets",
          "some",
          "union",
          "using",
          "values",
          "where");

  /** All of a database. */
  static KnownFunctions read(Connection leaf, long version) throws SQLException {
    Set<String> own = new HashSet<>();
    Set<String> aggregates = new HashSet<>();
    read(leaf, "", own, aggregates);
    return new KnownFunctions(version, own, new Aggregates(aggregates));
  }

  /** What is known here, and what users have made since: the engine's own functions stay. */
  KnownFunctions readAgain(Connection leaf, long now) throws SQLException {
    Set<String> all = new HashSet<>(names);
    Set<String> found = new HashSet<>(aggregates.names());
    read(leaf, " WHERE pronamespace <> 'pg_catalog'::regnamespace", all, found);
    return new KnownFunctions(now, all, new Aggregates(found));
  }

  private static void read(Connection leaf, String where, Set<String> names, Set<String> aggregates)
      throws SQLException {
    try (Statement statement = leaf.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT proname, bool_or(prokind = 'a') FROM pg_catalog.pg_proc"
                    + where
                    + " GROUP BY proname")) {
      while (rows.next()) {
        String name = rows.getString(1);
        names.add(name);
        if (rows.getBoolean(2)) {
          aggregates.add(name);
        }
      }
    }
  }

  /** Whether all is known that a statement may call. */
  boolean cover(Tokens statement, long now) {
    if (now != version) {
      return false;
    }
    for (int i = 0; i < statement.size(); i++) {
      String called = statement.calledFunction(i);
      if (called != null
          && !names.contains(called)
          && !OF_THE_GRAMMAR.contains(called)
          && !statement.is(i - 1, "INTO")) {
        return false;
      }
    }
    return true;
  }
}
