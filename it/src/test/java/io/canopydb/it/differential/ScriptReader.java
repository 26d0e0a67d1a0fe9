package io.canopydb.it.differential;

import io.canopydb.it.differential.ScriptStatement.Expectation;
import io.canopydb.it.differential.ScriptStatement.Rows;
import io.canopydb.it.differential.ScriptStatement.Side;
import io.canopydb.it.differential.ScriptStatement.Ways;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a script. A statement ends with a semicolon at the end of a line, outside a {@code $$}
 * body. A line that starts with {@code --} between statements is a comment, or a directive for the
 * next statement:
 *
 * <pre>
 * -- @rows ordered       its ORDER BY is total: compare the order too
 * -- @rows count         compare the columns and the number of rows only
 * -- @rows none          compare nothing of the result
 * -- @error [SQLSTATE]   the plain server fails; Canopy fails with the same state, or with this one
 * -- @refused [SQLSTATE] WORDS   only Canopy runs it: it must refuse (0AX00) and name these words
 * -- @may refuse         Canopy may say 0AX00; the answer must be equal if it gives one
 * -- @canopy TEXT        Canopy gets this text instead; several lines are joined
 * -- @only canopy        or plain: the other side does not run it
 * -- @prepared 1, 'x'    run it with these parameters (see ParameterValue); may stand several times.
 *                        A query also runs with the values in its text. Without values: only as a
 *                        PreparedStatement
 * -- @once               run it once, by Statement
 * -- @keys               ask for generated keys: as many, of the same columns
 * -- @session NAME       run it on another connection
 * </pre>
 *
 * {@code -- @file may refuse} holds for every query of the file that has no other expectation.
 */
final class ScriptReader {
  private final List<ScriptStatement> statements = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final String name;
  private boolean fileMayRefuse;
  private int start;
  private Directives directives = new Directives();

  private static final class Directives {
    private @Nullable String canopyText;
    private String session = "main";
    private @Nullable Expectation expectation;
    private Side side = Side.BOTH;
    private Rows rows = Rows.MULTISET;
    private Ways ways = Ways.ALL;
    private boolean keys;
    private final List<List<ParameterValue>> parameters = new ArrayList<>();
  }

  private ScriptReader(String name) {
    this.name = name;
  }

  static Script read(String name, String content) {
    return new ScriptReader(name).read(content.lines().toList());
  }

  private Script read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (text.isEmpty()) {
        if (line.startsWith("-- @")) {
          directive(line.substring(4).strip(), i + 1);
          continue;
        }
        if (line.isBlank() || line.startsWith("-- ") || line.equals("--")) {
          continue;
        }
        start = i + 1;
      }
      text.append(text.isEmpty() ? "" : "\n").append(line);
      if (line.stripTrailing().endsWith(";") && !insideBody()) {
        finish();
      }
    }
    if (!text.isEmpty()) {
      throw new IllegalArgumentException(name + ": no semicolon ends the last statement");
    }
    return new Script(name, statements);
  }

  /** Whether a {@code $$} body of PostgreSQL is open. */
  private boolean insideBody() {
    int count = 0;
    for (int at = text.indexOf("$$"); at >= 0; at = text.indexOf("$$", at + 2)) {
      count++;
    }
    return count % 2 == 1;
  }

  private void directive(String directive, int line) {
    int blank = directive.indexOf(' ');
    String word = blank < 0 ? directive : directive.substring(0, blank);
    String rest = blank < 0 ? "" : directive.substring(blank + 1).strip();
    switch (word) {
      case "rows" -> directives.rows = Rows.valueOf(rest.toUpperCase(Locale.ROOT));
      case "error" -> directives.expectation = new Expectation.Fails(rest.isEmpty() ? null : rest);
      case "refused" -> {
        boolean hasState = rest.matches("(?=[A-Z]*[0-9])[0-9A-Z]{5}( .*)?");
        directives.expectation =
            hasState
                ? new Expectation.Refused(rest.substring(0, 5), rest.substring(5).strip())
                : new Expectation.Refused("0AX00", rest);
        directives.side = Side.CANOPY;
      }
      case "may" -> directives.expectation = new Expectation.MayBeRefused();
      case "file" -> fileMayRefuse = true;
      case "canopy" ->
          directives.canopyText =
              directives.canopyText == null ? rest : directives.canopyText + "\n" + rest;
      case "only" -> directives.side = Side.valueOf(rest.toUpperCase(Locale.ROOT));
      case "once" -> directives.ways = Ways.STATEMENT;
      case "keys" -> directives.keys = true;
      case "session" -> directives.session = rest;
      case "prepared" -> {
        if (rest.isEmpty()) {
          directives.ways = Ways.PREPARED;
        } else {
          directives.parameters.add(ParameterValue.list(rest));
        }
      }
      default ->
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "%s:%d: no directive: %s", name, line, directive));
    }
  }

  private void finish() {
    String whole = text.toString().stripTrailing();
    ScriptStatement statement = statement(whole.substring(0, whole.length() - 1), null);
    if (statement.expectation() instanceof Expectation.Succeeds
        && fileMayRefuse
        && statement.isQuery()) {
      statement = statement(statement.text(), new Expectation.MayBeRefused());
    }
    statements.add(statement);
    text.setLength(0);
    directives = new Directives();
  }

  private ScriptStatement statement(String sql, @Nullable Expectation instead) {
    Expectation expectation = instead != null ? instead : directives.expectation;
    return new ScriptStatement(
        start,
        sql,
        directives.canopyText,
        directives.session,
        expectation != null ? expectation : new Expectation.Succeeds(),
        directives.side,
        directives.rows,
        directives.ways,
        directives.keys,
        directives.parameters);
  }
}
