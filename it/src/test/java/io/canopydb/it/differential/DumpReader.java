package io.canopydb.it.differential;

import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.StatementSplitter;
import io.canopydb.it.differential.ScriptStatement.Expectation;
import io.canopydb.it.differential.ScriptStatement.Rows;
import io.canopydb.it.differential.ScriptStatement.Side;
import io.canopydb.it.differential.ScriptStatement.Ways;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a schema's own script, or a dump, into statements as the engines' command lines do: {@code
 * DELIMITER} of mysql, and the rows behind psql's {@code COPY .. FROM stdin;}, which stay with
 * their statement, behind its first line.
 */
final class DumpReader {
  private static final Pattern DELIMITER = Pattern.compile("(?i)delimiter\\s+(\\S+)\\s*");
  private static final Pattern REFUSED = Pattern.compile("-- @refused (.*)");
  private static final Pattern COPY = Pattern.compile("(?i)copy\\s.*\\sfrom\\s+stdin\\b.*;\\s*");

  private final LexerRules rules;
  private final List<ScriptStatement> statements = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private String delimiter = ";";
  private int start = 1;
  private Expectation expectation = new Expectation.Succeeds();

  private DumpReader(Engine engine) {
    this.rules = LexerRules.of(engine).withoutParameters();
  }

  static List<ScriptStatement> read(String content, Engine engine) {
    DumpReader reader = new DumpReader(engine);
    reader.read(content.lines().toList());
    return reader.statements;
  }

  private void read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher change = DELIMITER.matcher(line);
      Matcher refused = REFUSED.matcher(line);
      if (refused.matches()) {
        expectation = new Expectation.Refused("0AX00", refused.group(1));
      } else if (rules.engine() == Engine.MYSQL && change.matches()) {
        finish(i);
        delimiter = change.group(1);
      } else if (rules.engine() == Engine.POSTGRESQL && COPY.matcher(line).matches()) {
        finish(i);
        int end = lines.subList(i, lines.size()).indexOf("\\.") + i;
        add(line.strip().replaceFirst(";$", "\n") + rows(lines.subList(i + 1, end)), i + 1);
        i = end;
      } else {
        text.append(line).append('\n');
        if (!delimiter.equals(";") && line.stripTrailing().endsWith(delimiter)) {
          text.setLength(text.lastIndexOf(delimiter));
          add(text.toString().strip(), start);
          text.setLength(0);
        }
      }
      if (text.isEmpty()) {
        start = i + 2;
      }
    }
    finish(lines.size());
  }

  private static String rows(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private void finish(int line) {
    StatementSplitter.split(text.toString(), rules).forEach(one -> add(one, line));
    text.setLength(0);
  }

  private void add(String sql, int line) {
    if (!sql.isBlank()) {
      statements.add(
          new ScriptStatement(
              line,
              sql,
              null,
              "main",
              expectation,
              expectation instanceof Expectation.Refused ? Side.CANOPY : Side.BOTH,
              Rows.COUNT, // set_config and setval say what each server has
              Ways.STATEMENT,
              false,
              List.of()));
      expectation = new Expectation.Succeeds();
    }
  }
}
