package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.dialect.PostgreSqlError;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.MarkedParameters;
import io.canopydb.driver.parse.MergeText;
import io.canopydb.driver.parse.MergeText.Clause;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's MERGE as a row of statements in one transaction. A query of the source, joined with
 * the target, says for each row which WHEN is its own; then each WHEN is an UPDATE or DELETE by the
 * target's primary key, or an INSERT, from the rows of its own. All that the user wrote is
 * evaluated by leaves.
 *
 * <p>A row must be, when it is written, what its WHEN was chosen by: a digest tells. What can't be
 * done so {@link MergeChecks} refuses.
 *
 * <p>One instance runs one execution.
 */
final class MergeSteps implements StatementPlan {
  /** The rows of one WHEN: no name that the user's own text may mean. */
  private static final String SOURCE = "canopy_source";

  private static final String STATE = "canopy_state";

  private final SessionState session;
  private final Statements statements;
  private final ReadStatement read;
  private final @Nullable Parameter[] parameters;
  private final MergeText merge;
  private final Table table;
  private final List<String> key;
  private final MergeChecks checks;

  private MergeSteps(
      SessionState session,
      Statements statements,
      ReadStatement read,
      @Nullable Parameter[] parameters,
      MergeText merge,
      Table table,
      List<String> key) {
    this.session = session;
    this.statements = statements;
    this.read = read;
    this.parameters = parameters;
    this.merge = merge;
    this.table = table;
    this.key = key;
    this.checks = new MergeChecks(session, merge, table);
  }

  /** The runner of a statement; null where it is none that is run so. */
  static @Nullable MergeSteps of(
      SessionState session,
      Statements statements,
      ReadStatement read,
      @Nullable Parameter[] parameters) {
    MergeText merge = read.shape().merge();
    if (merge == null
        || !(session.catalogue().resolve(merge.name()) instanceof Catalogue.Base base)) {
      return null;
    }
    return base.table().uniqueKeys().stream()
        .filter(UniqueKey::primary)
        .findFirst()
        .map(
            primary ->
                new MergeSteps(
                    session, statements, read, parameters, merge, base.table(), primary.columns()))
        .orElse(null);
  }

  /** A leaf text under way, with the parameters that it has so far. */
  private final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Parameter> own = new ArrayList<>();

    Sql add(String sql) {
      text.append(sql);
      return this;
    }

    /** What the user wrote; {@code to} is the token after the last. */
    Sql add(int from, int to) {
      text.append(tokens().text(from, to - 1));
      own.addAll(MarkedParameters.between(tokens(), from, to, parameters));
      return this;
    }

    ReadStatement read() throws SQLException {
      return session.prepare(text.toString(), read.prepared());
    }

    @Nullable Parameter[] parameters() {
      return own.toArray(new @Nullable Parameter[0]);
    }

    Outcome run(ExecuteOptions options) throws SQLException {
      return statements.execute(read(), parameters(), options);
    }
  }

  @Override
  public Outcome run(ExecuteOptions options) throws SQLException {
    return session.transaction().atomically(() -> steps(options));
  }

  @Override
  public List<String> lines() throws SQLException {
    checks.run();
    List<String> lines = new ArrayList<>();
    lines.add("Merge into " + table.name() + ": in one transaction");
    lines.add("  1. Rows, each with its WHEN and a digest");
    Sql classify = classify();
    for (String line : statements.explained(classify.read(), classify.parameters())) {
      lines.add("    " + line);
    }
    for (int i = 0; i < merge.clauses().size(); i++) {
      Clause clause = merge.clauses().get(i);
      lines.add(
          "  %d. WHEN %sMATCHED: %s"
              .formatted(
                  i + 2,
                  clause.matched() ? "" : "NOT ",
                  tokens().is(clause.action(), "INSERT")
                      ? "INSERT of the rows of step 1 that are its own"
                      : tokens().is(clause.action(), "DO")
                          ? "nothing"
                          : tokens().text(clause.action())
                              + " by primary key, of the rows of step 1 that are its own and"
                              + " unchanged"));
    }
    return lines;
  }

  private Outcome steps(ExecuteOptions options) throws SQLException {
    checks.run();
    if (!(classify().run(options) instanceof Outcome.Rows rows)) {
      throw CanopyError.INTERNAL.with("a query without rows");
    }
    KeptRows found = KeptRows.of(rows, session.dialect());
    refuseTwice(found);
    long count = 0;
    for (int i = 0; i < merge.clauses().size(); i++) {
      String number = Integer.toString(i);
      KeptRows own = found.only(row -> number.equals(row.get(0)));
      Sql step = own.rows().isEmpty() ? null : step(merge.clauses().get(i), own);
      if (step != null && step.run(options) instanceof Outcome.Updated updated) {
        if (updated.count() < own.rows().size()) {
          throw CanopyError.ROW_CHANGED.with(table.name());
        }
        count += updated.count();
      }
    }
    return new Outcome.Updated(count, null);
  }

  private Sql classify() {
    String missing = target(key.get(0)) + " IS NULL";
    Sql sql = new Sql().add("SELECT CASE");
    for (int i = 0; i < merge.clauses().size(); i++) {
      Clause clause = merge.clauses().get(i);
      sql.add(" WHEN " + (clause.matched() ? "NOT " : "") + "(" + missing + ")");
      if (clause.condition() < clause.then()) {
        sql.add(" AND (").add(clause.condition(), clause.then()).add(")");
      }
      sql.add(" THEN " + i);
    }
    sql.add(" END AS canopy_clause");
    for (int i = 0; i < key.size(); i++) {
      sql.add(", " + target(key.get(i)) + " AS " + keyName(i));
    }
    return sql.add(", " + state() + " AS " + STATE)
        .add(", " + merge.sourceAlias() + ".* FROM ")
        .add(merge.source(), merge.on())
        .add(" LEFT JOIN ")
        .add(merge.target(), merge.using())
        .add(" ON ")
        .add(merge.on() + 1, merge.clauses().get(0).first());
  }

  private static String keyName(int i) {
    return "canopy_key_" + i;
  }

  private String target(String column) {
    return merge.targetAlias() + "." + session.dialect().quoteName(column);
  }

  /** A digest of the columns that the statement names, or of all where it names the whole row. */
  private String state() {
    Set<String> named = new HashSet<>(key);
    boolean whole = false;
    String alias = tokens().identifier(merge.using() - 1);
    for (int i = merge.using(); i < tokens().size(); i++) {
      if (tokens().isIdentifier(i)) {
        String name = tokens().identifier(i);
        named.add(name);
        whole |=
            name.equals(alias)
                && !(tokens().isKind(i + 1, TokenKind.DOT) && tokens().isIdentifier(i + 2));
      }
    }
    boolean all = whole;
    return session
        .dialect()
        .digest(
            table.columns().stream()
                .map(Column::name)
                .filter(column -> all || named.contains(column))
                .map(this::target)
                .toList());
  }

  /** PostgreSQL's own rule and words. */
  private void refuseTwice(KeptRows found) throws SQLException {
    Set<List<@Nullable String>> seen = new HashSet<>();
    for (List<@Nullable String> row : found.rows()) {
      String number = row.get(0);
      Clause clause = number == null ? null : merge.clauses().get(Integer.parseInt(number));
      if (clause != null
          && clause.matched()
          && !tokens().is(clause.action(), "DO")
          && !seen.add(row.subList(1, 1 + key.size()))) {
        throw PostgreSqlError.saying(
            "21000",
            "MERGE command cannot affect row a second time",
            "Ensure that not more than one source row matches any one target row.");
      }
    }
  }

  private Tokens tokens() {
    return merge.tokens();
  }

  private @Nullable Sql step(Clause clause, KeptRows own) throws SQLException {
    int at = clause.action();
    String with = "WITH " + SOURCE + " AS (" + own.query() + ") ";
    String source = SOURCE + " AS " + merge.sourceAlias();
    if (tokens().is(at, "UPDATE", "SET")) {
      return new Sql()
          .add(with + "UPDATE ")
          .add(merge.target(), merge.using())
          .add(" ")
          .add(at + 1, clause.end())
          .add(" FROM " + source + unchanged());
    }
    if (tokens().is(at, "DELETE")) {
      return new Sql()
          .add(with + "DELETE FROM ")
          .add(merge.target(), merge.using())
          .add(" USING " + source + unchanged());
    }
    return tokens().is(at, "INSERT") ? insert(checks.insert(clause), own, with, source) : null;
  }

  /** Finds the rows of the target that were found before, where they are still the same. */
  private String unchanged() {
    StringJoiner all = new StringJoiner(" AND ", " WHERE ", "");
    for (int i = 0; i < key.size(); i++) {
      all.add(target(key.get(i)) + " = " + merge.sourceAlias() + "." + keyName(i));
    }
    return all.add(state() + " = " + merge.sourceAlias() + "." + STATE).toString();
  }

  private Sql insert(MergeText.Insert insert, KeptRows own, String with, String source)
      throws SQLException {
    List<String> columns = checks.columns(insert);
    List<String> names = new ArrayList<>();
    Sql values = new Sql();
    for (int i = 0; i < insert.values().size(); i++) {
      MergeText.Value value = insert.values().get(i);
      if (!tokens().is(value.from(), "DEFAULT")) {
        values.add(names.isEmpty() ? "" : ", ").add(value.from(), value.to());
        names.add(columns.get(i));
      }
    }
    Sql sql = new Sql().add("INSERT INTO ").add(merge.target(), merge.nameEnd());
    if (names.isEmpty()) {
      String row = "(" + String.join(", ", Collections.nCopies(key.size(), "DEFAULT")) + ")";
      return sql.add(list(key) + "VALUES ")
          .add(String.join(", ", Collections.nCopies(own.rows().size(), row)));
    }
    sql.add(list(names) + with + "SELECT ");
    sql.text.append(values.text);
    sql.own.addAll(values.own);
    return sql.add(" FROM " + source);
  }

  private String list(List<String> names) {
    StringJoiner quoted = new StringJoiner(", ", " (", ") ");
    names.forEach(name -> quoted.add(session.dialect().quoteName(name)));
    return quoted.toString();
  }
}
