package io.canopydb.it.differential;

import io.canopydb.it.differential.ScriptStatement.Expectation;
import io.canopydb.it.differential.ScriptStatement.Rows;
import io.canopydb.it.differential.ScriptStatement.Side;
import io.canopydb.it.differential.ScriptStatement.Ways;
import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A schema that was written for one server.
 *
 * @param name of its database's script
 * @param sources its scripts on the class path, in the order in which they are run
 * @param queries a script of the corpus' form that is run on the loaded schema; null for none
 */
record Schema(String name, Engine engine, List<String> sources, @Nullable String queries) {
  private static final Pattern CREATE_TABLE =
      Pattern.compile(
          "(?is)^(?:/\\*.*?\\*/\\s*|--[^\\n"
              + "]*\\n"
              + "\\s*)*create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(`[^`]+`|\"[^\"]+\"|[\\w.]+).*");

  Schema {
    sources = List.copyOf(sources);
  }

  /** Loads it, reads every table that it makes, then runs its queries. */
  /** A published schema has many tables and no rows: more partitions would show no more. */
  int partitions() {
    return queries == null ? 2 : 8;
  }

  Script script() throws IOException {
    List<ScriptStatement> statements = new ArrayList<>();
    for (String source : sources) {
      statements.addAll(DumpReader.read(text(source), engine));
    }
    Set<String> tables = new LinkedHashSet<>();
    for (ScriptStatement statement : statements) {
      Matcher created = CREATE_TABLE.matcher(statement.text());
      if (created.matches()) {
        tables.add(created.group(1));
      }
    }
    // What others have written may store the present time.
    Rows compared = queries == null ? Rows.COUNT : Rows.MULTISET;
    tables.forEach(table -> statements.add(query("SELECT * FROM " + table, compared)));
    if (queries != null) {
      statements.addAll(ScriptReader.read(queries, text(queries)).statements());
    }
    return new Script(
        "schemas/" + engine.name().toLowerCase(Locale.ROOT) + "/" + name + ".sql", statements);
  }

  private static ScriptStatement query(String sql, Rows rows) {
    return new ScriptStatement(
        0,
        sql,
        null,
        "main",
        new Expectation.Succeeds(),
        Side.BOTH,
        rows,
        Ways.STATEMENT,
        false,
        List.of());
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = Schema.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public String toString() {
    return engine.name().toLowerCase(Locale.ROOT) + " " + name;
  }
}
