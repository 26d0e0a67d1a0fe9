package io.canopydb.proxy.console;

import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementSplitter;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the statements of lines, for a user at a terminal or for a script. Used by one thread. */
public final class SqlShell {
  /** A line that makes what was typed before it be forgotten. */
  static final String FORGET = "\\c";

  private static final Set<String> QUIT = Set.of("quit", "exit", "\\q", "!quit", "!q");
  private static final Set<String> HELP = Set.of("help", "\\h", "\\?", "?", "!help");
  private static final String PROMPT = "canopy> ";
  private static final String MORE = "     -> ";
  private static final String HELP_TEXT =
      """
      A statement ends with a semicolon, and may have several lines.
        help, \\h       this text
        quit, exit, \\q  leave; so does the end of input (Ctrl-D)
        Ctrl-C          cancel the statement that runs, or forget what was typed
      Of the cluster: SHOW DATABASES; SHOW TABLES; SHOW LEAVES; SHOW PARTITIONS; EXPLAIN SELECT ..;
      docs/sql-commands.md lists all.\
      """;

  private final Connection connection;
  private final PrintWriter out;
  private final PrintWriter err;
  private final LexerRules rules;
  private volatile @Nullable Statement running;

  /** A shell on a connection, which it does not close. */
  public SqlShell(Connection connection, PrintWriter out, PrintWriter err) throws SQLException {
    this.connection = connection;
    this.out = out;
    this.err = err;
    String product = connection.getMetaData().getDatabaseProductName();
    this.rules = LexerRules.of(product.equals("MySQL") ? Engine.MYSQL : Engine.POSTGRESQL);
  }

  /** Lets a user work until the end of input, or the word to leave; errors don't end it. */
  public void interact(Lines lines) throws SQLException, IOException {
    out.println(banner());
    out.flush();
    run(lines, true);
  }

  /**
   * Runs a script up to the first statement that fails, and prints nothing but results.
   *
   * @return whether all were done
   */
  public boolean runScript(Lines lines) throws IOException {
    return run(lines, false);
  }

  private String banner() throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    String database = connection.getCatalog();
    return "Canopy "
        + about.getDriverVersion()
        + " on "
        + about.getDatabaseProductName()
        + " leaves, "
        + (database == null || database.isEmpty() ? "no database" : "database " + database)
        + ". Statements end with a semicolon; 'help' tells more, 'quit' leaves.";
  }

  private boolean run(Lines lines, boolean interactive) throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      String line = lines.next(text.isEmpty() ? PROMPT : MORE);
      if (line == null) {
        return statements(text.toString(), interactive);
      }
      if (interactive && line.equals(FORGET)) {
        text.setLength(0);
        continue;
      }
      if (text.isEmpty() && interactive) {
        String word = line.strip().replaceFirst(";$", "").toLowerCase(Locale.ROOT);
        if (QUIT.contains(word)) {
          return true;
        }
        if (HELP.contains(word)) {
          out.println(HELP_TEXT);
          out.flush();
          continue;
        }
      }
      if (text.isEmpty() && line.isBlank()) {
        continue;
      }
      text.append(line).append('\n');
      if (complete(text.toString())) {
        if (!statements(text.toString(), interactive)) {
          return false;
        }
        text.setLength(0);
      }
    }
  }

  /** Whether the last statement of a text has its semicolon. */
  private boolean complete(String text) {
    try {
      Tokens tokens = Lexer.lex(text, rules);
      if (tokens.size() == 0 || !tokens.isKind(tokens.size() - 1, TokenKind.SEMICOLON)) {
        return false;
      }
      List<Span> spans = StatementSplitter.spans(tokens);
      return spans.isEmpty() || spans.get(spans.size() - 1).end() < tokens.end(tokens.size() - 1);
    } catch (SqlSyntaxException e) {
      // A quote or a comment is open, and its end may come.
      return false;
    }
  }

  /** Runs them; false where one failed in a script. */
  private boolean statements(String text, boolean interactive) {
    List<String> statements;
    try {
      statements = StatementSplitter.split(text, rules);
    } catch (SqlSyntaxException e) {
      // The cluster says what is wrong with it.
      statements = List.of(text);
    }
    for (String sql : statements) {
      try {
        one(sql, interactive);
      } catch (SQLException e) {
        out.flush();
        err.println("Error " + e.getErrorCode() + " (" + e.getSQLState() + "): " + e.getMessage());
        err.flush();
        if (!interactive) {
          return false;
        }
      }
    }
    return true;
  }

  private void one(String sql, boolean interactive) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      running = statement;
      boolean rows = statement.execute(sql);
      while (true) {
        String done;
        if (rows) {
          try (ResultSet result = statement.getResultSet()) {
            done = count(ResultTable.print(result, out), "row", "");
          }
        } else {
          long updated = statement.getLargeUpdateCount();
          if (updated < 0) {
            break;
          }
          done = count(updated, "row", " affected");
        }
        if (interactive) {
          double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
          out.println(String.format(Locale.ROOT, "%s (%.3f s)", done, seconds));
        }
        rows = statement.getMoreResults();
      }
      out.flush();
      if (interactive) {
        warnings(statement.getWarnings());
      }
    } finally {
      running = null;
    }
  }

  private static String count(long number, String of, String behind) {
    return number + " " + of + (number == 1 ? "" : "s") + behind;
  }

  private void warnings(@Nullable SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      err.println("Warning: " + warning.getMessage());
    }
    err.flush();
  }

  /** Cancels the statement that runs, if one does; for any thread. */
  void cancel() {
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        err.println("Error: " + e.getMessage());
        err.flush();
      }
    }
  }
}
