package io.canopydb.driver.pool;

import io.canopydb.driver.dialect.SettingSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a physical connection has at present: settings and default database. It outlives the
 * borrower, so that the next one with the same wants pays nothing. One thread uses it at a time.
 */
final class ConnectionState {
  /** A value that no variable has: what it is set to is not known. */
  private static final String UNKNOWN = "\0";

  private SessionSettings applied = SessionSettings.NONE;
  private Map<String, String> holds = Map.of();
  private final Set<String> uncertain = new HashSet<>();
  private @Nullable String database;
  private int trusted;
  private final int generation;
  private final String incarnation;

  /**
   * The state of a new connection.
   *
   * @param trusted see {@link #trusted}
   * @param generation see {@link #generation}
   * @param incarnation see {@link LeafConnection#incarnation}
   */
  ConnectionState(int trusted, int generation, String incarnation) {
    this.trusted = trusted;
    this.generation = generation;
    this.incarnation = incarnation;
  }

  String incarnation() {
    return incarnation;
  }

  /** How often connections had been told to go when this one was asked for. */
  int generation() {
    return generation;
  }

  /** Whether the connection is known to have just these settings. */
  boolean has(SessionSettings settings) {
    if (!uncertain.isEmpty()) {
      return false;
    }
    if (applied == settings) {
      return true;
    }
    // Other sessions of one application often set the same. The order matters too.
    if (List.copyOf(applied.variables().entrySet())
        .equals(List.copyOf(settings.variables().entrySet()))) {
      applied = settings;
      return true;
    }
    return false;
  }

  /**
   * Sends what is needed to have these settings.
   *
   * @param startValues see SettingSql
   * @param inTransaction whether a rollback may undo the change (PostgreSQL), so that the next
   *     borrower must not trust it
   */
  void apply(
      Connection connection,
      SettingSql sql,
      Map<String, String> startValues,
      SessionSettings settings,
      boolean inTransaction)
      throws SQLException {
    Map<String, String> from = new LinkedHashMap<>(holds.isEmpty() ? startValues : holds);
    for (String variable : uncertain) {
      from.put(variable, UNKNOWN);
    }
    Map<String, String> to = new LinkedHashMap<>(startValues);
    settings
        .variables()
        .forEach(
            (variable, value) -> {
              to.remove(variable);
              to.put(variable, value);
            });
    List<String> texts = sql.change(from, to);
    Set<String> touched = touched(from, to);
    // If it fails, what was there before may be changed. What is new was refused, or cannot be told
    // from what was refused: the borrower's connection is not for others after that.
    uncertain.addAll(touched);
    uncertain.retainAll(from.keySet());
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
    if (inTransaction) {
      uncertain.addAll(touched);
    } else {
      uncertain.clear();
    }
    holds = to;
    applied = settings;
  }

  private static Set<String> touched(Map<String, String> from, Map<String, String> to) {
    Set<String> touched = new HashSet<>(from.keySet());
    touched.addAll(to.keySet());
    touched.removeIf(
        variable -> from.containsKey(variable) && from.get(variable).equals(to.get(variable)));
    return touched;
  }

  @Nullable String database() {
    return database;
  }

  void database(@Nullable String newDatabase) {
    database = newDatabase;
  }

  /** Up to which breakdown of the pool's connections this one is known to have lived. */
  int trusted() {
    return trusted;
  }

  void trusted(int breakdown) {
    trusted = breakdown;
  }
}
