package io.canopydb.driver.execute;

import com.mysql.cj.NativeSession;
import com.mysql.cj.exceptions.MysqlErrorNumbers;
import com.mysql.cj.jdbc.StatementImpl;
import com.mysql.cj.protocol.Resultset;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.LogicalErrors;
import io.canopydb.driver.pool.SessionSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the leaf statements of one execution leave behind on their connections, and the session must
 * know: warnings, what LAST_INSERT_ID(expression) gave, and user variables that were assigned to.
 * It is read on the same connection, right after the statement. Safe for use by several threads.
 */
public final class Aftermath {
  private static final Pattern CHANGED = Pattern.compile("Rows matched: (\\d+)  Changed: (\\d+)");

  private final Dialect dialect;
  private final LogicalErrors names;
  private final Wanted wanted;
  private final List<Noted> warnings = new ArrayList<>();

  /** What LAST_INSERT_ID(expression) gave on each leaf. */
  private final Map<Integer, Long> assignedIds = new TreeMap<>();

  private long sentId;

  // What updates have said of rows: how many they found, and how many of these they changed.
  private long matched;
  private long changed;

  /**
   * A warning.
   *
   * @param row the row of the user's statement that it is about, as far as it says
   */
  private record Noted(int row, Warning warning) {}

  /** A row of SHOW WARNINGS. */
  public record Warning(String level, int code, String state, String message) {}

  /** Keeps the values of user variables, as SQL. */
  public interface Variables {
    /** The settings of the session with these variables. */
    SessionSettings assigned(Map<String, String> values);
  }

  /**
   * What a statement may leave behind besides warnings.
   *
   * @param insertId whether it calls LAST_INSERT_ID(expression)
   * @param idBefore what the session's LAST_INSERT_ID() is before it, where the leaf must know:
   *     where its answer to the statement does not tell of the new one
   * @param variables the user variables that it assigns to
   */
  public record Wanted(
      boolean insertId, OptionalLong idBefore, List<String> variables, Variables keep) {
    /** Nothing. */
    public static final Wanted NOTHING =
        new Wanted(false, OptionalLong.empty(), List.of(), values -> SessionSettings.NONE);
  }

  /**
   * @param names tells messages by the user's names
   */
  public Aftermath(Dialect dialect, LogicalErrors names, Wanted wanted) {
    this.dialect = dialect;
    this.names = names;
    this.wanted = wanted;
  }

  /** Warnings in the order of the rows, those of one row and text from several leaves once. */
  public synchronized List<Warning> warnings() {
    return warnings.stream()
        .sorted(Comparator.comparingInt(Noted::row))
        .distinct()
        .map(Noted::warning)
        .toList();
  }

  /** What LAST_INSERT_ID(expression) gave last; empty where it was not evaluated. */
  public synchronized OptionalLong assignedId() {
    return assignedIds.values().stream().mapToLong(Long::longValue).reduce((first, last) -> last);
  }

  /** The number that the last leaf's answer to a write named; 0 for none. */
  public synchronized long sentId() {
    return sentId;
  }

  /**
   * How many rows the updates changed, of those that they found and were counted; empty where the
   * leaves did not say it of all.
   *
   * @param count how many were found
   */
  public synchronized OptionalLong changed(long count) {
    return matched == count ? OptionalLong.of(changed) : OptionalLong.empty();
  }

  /** Whether something is asked of the connection after a query, which then can't stream. */
  boolean asksAfterwards() {
    return wanted.idBefore().isPresent() || !wanted.variables().isEmpty();
  }

  /** Right before a statement. */
  void before(SharedConnection connection) throws SQLException {
    if (wanted.idBefore().isPresent()) {
      read(connection, "SELECT LAST_INSERT_ID(" + wanted.idBefore().getAsLong() + ")");
    }
  }

  /**
   * Right after a statement that has succeeded.
   *
   * @param streams whether rows are still to come on the connection
   * @param rows which rows of the user's statement its rows are; null for all
   */
  public void after(
      SharedConnection connection,
      Statement statement,
      boolean streams,
      @Nullable List<Integer> rows)
      throws SQLException {
    switch (dialect.engine()) {
      case POSTGRESQL -> noteChain(statement.getWarnings());
      case MYSQL -> {
        if (!streams && statement instanceof StatementImpl own) {
          afterMySql(connection, own, rows);
        }
      }
    }
  }

  private void afterMySql(
      SharedConnection connection, StatementImpl statement, @Nullable List<Integer> rows)
      throws SQLException {
    long id = statement.getLastInsertID();
    noteChanged(statement.getResultSetInternal());
    boolean warned =
        statement.getSession() instanceof NativeSession session
            && session.getProtocol().getWarningCount() > 0;
    if (warned) {
      showWarnings(connection.jdbc(), rows);
    }
    synchronized (this) {
      sentId = Math.max(0, id);
      if (wanted.insertId() && wanted.idBefore().isEmpty() && id > 0) {
        assignedIds.put(connection.leaf().id(), id);
      }
    }
    if (wanted.idBefore().isPresent()) {
      long now = ((Number) read(connection, "SELECT LAST_INSERT_ID()").get(0)).longValue();
      if (now != wanted.idBefore().getAsLong()) {
        synchronized (this) {
          assignedIds.put(connection.leaf().id(), now);
        }
      }
    }
    if (!wanted.variables().isEmpty()) {
      List<@Nullable Object> values =
          read(
              connection,
              wanted.variables().stream()
                  .map(name -> '@' + dialect.quoteName(name.substring(1)))
                  .collect(Collectors.joining(", ", "SELECT ", "")));
      Map<String, String> literals = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        literals.put(wanted.variables().get(i), dialect.literal(values.get(i)));
      }
      SessionSettings settings;
      synchronized (this) {
        settings = wanted.keep().assigned(literals);
      }
      // The pool must know what the connection has, so that it does not stay for others.
      connection.connection().apply(settings);
    }
  }

  private void noteChanged(@Nullable Resultset answer) {
    String said = answer == null ? null : answer.getServerInfo();
    Matcher matcher = said == null ? null : CHANGED.matcher(said);
    if (matcher != null && matcher.find()) {
      synchronized (this) {
        matched += Long.parseLong(matcher.group(1));
        changed += Long.parseLong(matcher.group(2));
      }
    }
  }

  private static List<@Nullable Object> read(SharedConnection connection, String sql)
      throws SQLException {
    try (Statement statement = connection.jdbc().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        values.add(row.getObject(i));
      }
      return values;
    }
  }

  private void showWarnings(Connection connection, @Nullable List<Integer> rows)
      throws SQLException {
    List<Noted> found = new ArrayList<>();
    int row = rows == null || rows.isEmpty() ? 0 : rows.get(0) + 1;
    try (Statement statement = connection.createStatement();
        ResultSet shown = statement.executeQuery("SHOW WARNINGS")) {
      while (shown.next()) {
        int code = shown.getInt(2);
        String message = names.inMessage(code, shown.getString(3));
        int at = NamedRow.in(message);
        if (at > 0) {
          row = rows == null || at > rows.size() ? at : rows.get(at - 1) + 1;
          message = NamedRow.with(message, row);
        }
        found.add(
            new Noted(
                row,
                new Warning(
                    shown.getString(1), code, MysqlErrorNumbers.mysqlToSqlstate(code), message)));
      }
    }
    note(found);
  }

  private void noteChain(@Nullable SQLWarning first) {
    List<Noted> found = new ArrayList<>();
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      found.add(
          new Noted(
              0,
              new Warning(
                  "Warning",
                  warning.getErrorCode(),
                  String.valueOf(warning.getSQLState()),
                  String.valueOf(warning.getMessage()))));
    }
    if (!found.isEmpty()) {
      note(found);
    }
  }

  /**
   * Adds a warning.
   *
   * @param row the row of the user's statement that it is about
   */
  public synchronized void warn(int row, Warning warning) {
    warnings.add(new Noted(row, warning));
  }

  /** How many warnings there are so far. */
  public synchronized int mark() {
    return warnings.size();
  }

  /** Forgets the warnings behind a mark: what they are about was undone. */
  public synchronized void backTo(int mark) {
    warnings.subList(mark, warnings.size()).clear();
  }

  private synchronized void note(List<Noted> found) {
    warnings.addAll(found);
  }
}
