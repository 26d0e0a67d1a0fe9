package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.MarkedParameters;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.WithText;
import io.canopydb.driver.parse.WithText.CommonTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's WITH that writes, as a row of statements in one transaction: each common table that
 * writes is run by itself, in the order in which they stand, and what it returns stands in the
 * statements after it as rows of JSON.
 *
 * <p>PostgreSQL lets all parts see the tables as they were before. So what a part has written must
 * not be read, or written again, by those that run after it: that is refused. An INSERT may go into
 * such a table, since it reads nothing of it. A common table that only reads and that several parts
 * name is read once, as there.
 *
 * <p>One instance runs one execution.
 */
final class WritingWith implements StatementPlan {
  private final SessionState session;
  private final Statements statements;
  private final ReadStatement read;
  private final @Nullable Parameter[] parameters;
  private final WithText with;
  private final Tokens tokens;

  /** What stands for a common table that has been run, by its place. */
  private final Map<Integer, String> kept = new HashMap<>();

  private final Set<String> written = new TreeSet<>();

  private WritingWith(
      SessionState session,
      Statements statements,
      ReadStatement read,
      @Nullable Parameter[] parameters,
      WithText with) {
    this.session = session;
    this.statements = statements;
    this.read = read;
    this.parameters = parameters;
    this.with = with;
    this.tokens = with.tokens();
  }

  /** The runner of a statement; null where it is none that is run so. */
  static @Nullable WritingWith of(
      SessionState session,
      Statements statements,
      ReadStatement read,
      @Nullable Parameter[] parameters) {
    WithText with = read.shape().writingWith();
    if (with == null) {
      return null;
    }
    WritingWith writing = new WritingWith(session, statements, read, parameters, with);
    return writing.namesOurs() ? writing : null;
  }

  private boolean namesOurs() {
    Catalogue catalogue = session.catalogue();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isIdentifier(i) && isOurs(catalogue.resolve(List.of(tokens.identifier(i))))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOurs(Catalogue.Meaning meaning) {
    return meaning instanceof Catalogue.Base || meaning instanceof Catalogue.OfView;
  }

  @Override
  public Outcome run(ExecuteOptions options) throws SQLException {
    return session.transaction().atomically(() -> steps(options));
  }

  @Override
  public List<String> lines() throws SQLException {
    List<String> lines = new ArrayList<>();
    lines.add("With that writes: in one transaction");
    int step = 0;
    for (int i = 0; i < with.parts().size(); i++) {
      CommonTable part = with.parts().get(i);
      if (with.writes(part) || users(i) > 1) {
        lines.add("  " + ++step + ". " + part.name() + ", whose rows stand in the steps after it");
        explain(part.body(), part.close(), lines);
      }
    }
    lines.add("  " + ++step + ". The statement");
    explain(with.main(), with.end(), lines);
    return lines;
  }

  /** The plan of what stands between two tokens, or its text where that waits for rows. */
  private void explain(int from, int to, List<String> lines) throws SQLException {
    Set<Integer> tables = closure(from, to);
    if (tables.stream().anyMatch(i -> with.writes(with.parts().get(i)) || users(i) > 1)) {
      lines.add("    " + tokens.text(from, to - 1));
      return;
    }
    TextEdits.Edited sql = sql(from, to, tables);
    for (String line : statements.explained(sql.read(), sql.parameters())) {
      lines.add("    " + line);
    }
  }

  private Outcome steps(ExecuteOptions options) throws SQLException {
    for (int i = 0; i < with.parts().size(); i++) {
      CommonTable part = with.parts().get(i);
      boolean writes = with.writes(part);
      if (writes && readsFrom(part.close())) {
        checkEffects(tokens.identifier(target(part.body())));
      }
      if (writes || users(i) > 1) {
        Outcome outcome =
            step(part.body(), part.close(), closure(part.body(), part.close()), options);
        if (outcome instanceof Outcome.Rows rows) {
          kept.put(
              i,
              tokens.text(part.first(), part.body() - 2)
                  + " ("
                  + KeptRows.of(rows, session.dialect()).query()
                  + ")");
        } else if (users(i) > 0) {
          throw refused("a common table '" + part.name() + "' without RETURNING that is read");
        }
        if (writes) {
          written.add(tokens.identifier(target(part.body())));
        }
      }
    }
    return step(with.main(), with.end(), closure(with.main(), with.end()), options);
  }

  /** How many parts that are run by themselves name a common table. */
  private int users(int wanted) {
    int users = closure(with.main(), with.end()).contains(wanted) ? 1 : 0;
    for (CommonTable part : with.parts()) {
      if (with.writes(part) && closure(part.body(), part.close()).contains(wanted)) {
        users++;
      }
    }
    return users;
  }

  /** The common tables that some tokens name, and those that these name in turn. */
  private Set<Integer> closure(int from, int to) {
    Set<Integer> all = new TreeSet<>();
    names(from, to, all);
    return all;
  }

  private void names(int from, int to, Set<Integer> all) {
    for (int i = from; i < to; i++) {
      for (int k = 0; k < with.parts().size(); k++) {
        CommonTable part = with.parts().get(k);
        if (tokens.isIdentifier(i) && tokens.identifier(i).equals(part.name()) && all.add(k)) {
          if (!with.writes(part) && !kept.containsKey(k)) {
            names(part.body(), part.close(), all);
          }
        }
      }
    }
  }

  private Outcome step(int from, int to, Set<Integer> tables, ExecuteOptions options)
      throws SQLException {
    TextEdits.Edited sql = sql(from, to, tables);
    return statements.execute(sql.read(), sql.parameters(), options);
  }

  private TextEdits.Edited sql(int from, int to, Set<Integer> tables) throws SQLException {
    StringBuilder sql = new StringBuilder();
    List<@Nullable Parameter> own = new ArrayList<>();
    for (int i : tables) {
      CommonTable part = with.parts().get(i);
      sql.append(sql.length() == 0 ? (with.recursive() ? "WITH RECURSIVE " : "WITH ") : ", ");
      String rows = kept.get(i);
      if (rows != null) {
        sql.append(rows);
      } else if (with.writes(part)) {
        throw refused("a common table that names '" + part.name() + "' before it");
      } else {
        check(part.body(), part.close());
        sql.append(tokens.text(part.first(), part.close()));
        own.addAll(parameters(part.first(), part.close() + 1));
      }
    }
    check(from, to);
    sql.append(sql.length() == 0 ? "" : " ").append(tokens.text(from, to - 1));
    own.addAll(parameters(from, to));
    return new TextEdits.Edited(
        session.prepare(sql.toString(), read.prepared()), own.toArray(new @Nullable Parameter[0]));
  }

  private List<@Nullable Parameter> parameters(int from, int to) {
    return MarkedParameters.between(tokens, from, to, parameters);
  }

  /** What has been written by now would be seen. */
  private void check(int from, int to) throws SQLException {
    int inserted = tokens.is(from, "INSERT") && !updates(from, to) ? target(from) : -1;
    for (int i = from; i < to && !written.isEmpty(); i++) {
      if (!tokens.isIdentifier(i) || i == inserted) {
        continue;
      }
      String name = tokens.identifier(i);
      if (written.contains(name)) {
        throw refused("a WITH that writes '" + name + "' and names it again in a later part");
      }
      if (session.catalogue().resolve(List.of(name)) instanceof Catalogue.OfView) {
        throw refused("a WITH that writes, and reads the view '" + name + "' in a later part");
      }
    }
  }

  /** Whether what follows reads a table. */
  private boolean readsFrom(int first) {
    Catalogue catalogue = session.catalogue();
    for (int i = first; i < with.end(); i++) {
      if (tokens.isIdentifier(i)
          && !tokens.is(i - 1, "INTO")
          && isOurs(catalogue.resolve(List.of(tokens.identifier(i))))) {
        return true;
      }
    }
    return false;
  }

  /** What a write does to other tables a later part would see. */
  private void checkEffects(String table) throws SQLException {
    if (session.catalogue().resolve(List.of(table)) instanceof Catalogue.OfView) {
      throw refused("a WITH that writes the view '" + table + "', and reads tables after it");
    }
    String effect = WriteEffects.of(session, table);
    if (effect != null) {
      throw refused(
          "a WITH that writes '"
              + table
              + "', which has "
              + effect
              + ", and reads tables after it");
    }
  }

  private boolean updates(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.is(i, "ON", "CONFLICT")) {
        return true;
      }
    }
    return false;
  }

  /** The last token of the name of the table that a part writes. */
  private int target(int verb) {
    int at = verb + 1;
    while (tokens.isAny(at, "INTO", "FROM", "ONLY")) {
      at++;
    }
    while (tokens.isKind(at + 1, TokenKind.DOT)) {
      at += 2;
    }
    return at;
  }

  private static SQLException refused(String construct) {
    return CanopyError.UNSUPPORTED.with(
        construct, "run the statements one by one in a transaction");
  }
}
