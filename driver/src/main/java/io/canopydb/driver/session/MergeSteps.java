package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.MarkedParameters;
import io.canopydb.driver.parse.MergeText;
import io.canopydb.driver.parse.MergeText.Clause;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.SQLException;
import java.util.ArrayList;
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
 * <p>One instance runs one execution.
 */
final class MergeSteps {
  private static final String WAY_ROUND = "use UPDATE, DELETE and INSERT one by one";

  private final ClusterSession session;
  private final ClusterSession.Read read;
  private final @Nullable Parameter[] parameters;
  private final MergeText merge;
  private final Table table;
  private final List<String> key;

  private MergeSteps(
      ClusterSession session,
      ClusterSession.Read read,
      @Nullable Parameter[] parameters,
      MergeText merge,
      Table table,
      List<String> key) {
    this.session = session;
    this.read = read;
    this.parameters = parameters;
    this.merge = merge;
    this.table = table;
    this.key = key;
  }

  /** The runner of a statement; null where it is none that is run so. */
  static @Nullable MergeSteps of(
      ClusterSession session, ClusterSession.Read read, @Nullable Parameter[] parameters) {
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
                new MergeSteps(session, read, parameters, merge, base.table(), primary.columns()))
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

    /** What the user wrote between two tokens. */
    Sql add(int from, int to) {
      text.append(merge.text(from, to));
      own.addAll(MarkedParameters.between(tokens(), from, to, parameters));
      return this;
    }

    Outcome run(ExecuteOptions options) throws SQLException {
      return session.execute(
          session.prepare(text.toString(), read.prepared()),
          own.toArray(new @Nullable Parameter[0]),
          options);
    }
  }

  /** Runs all of it; in a transaction. */
  Outcome run(ExecuteOptions options) throws SQLException {
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
    return sql.add(", " + merge.sourceAlias() + ".* FROM ")
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
        throw new SQLException("ERROR: MERGE command cannot affect row a second time", "21000");
      }
    }
  }

  private Tokens tokens() {
    return merge.tokens();
  }

  private @Nullable Sql step(Clause clause, KeptRows own) throws SQLException {
    int at = clause.action();
    String with = "WITH " + merge.sourceAlias() + " AS (" + own.query() + ") ";
    if (tokens().is(at, "UPDATE", "SET")) {
      return new Sql()
          .add(with + "UPDATE ")
          .add(merge.target(), merge.using())
          .add(" ")
          .add(at + 1, clause.end())
          .add(" FROM " + merge.sourceAlias() + byKey());
    }
    if (tokens().is(at, "DELETE")) {
      return new Sql()
          .add(with + "DELETE FROM ")
          .add(merge.target(), merge.using())
          .add(" USING " + merge.sourceAlias() + byKey());
    }
    return tokens().is(at, "INSERT") ? insert(clause, with) : null;
  }

  private String byKey() {
    StringJoiner all = new StringJoiner(" AND ", " WHERE ", "");
    for (int i = 0; i < key.size(); i++) {
      all.add(target(key.get(i)) + " = " + merge.sourceAlias() + "." + keyName(i));
    }
    return all.toString();
  }

  private Sql insert(Clause clause, String with) throws SQLException {
    MergeText.Insert insert =
        merge
            .insert(clause)
            .orElseThrow(
                () ->
                    CanopyError.UNSUPPORTED.with(
                        "MERGE with OVERRIDING or DEFAULT VALUES", WAY_ROUND));
    List<String> columns =
        insert.columns().isEmpty()
            ? table.columns().stream().map(Column::name).toList()
            : insert.columns();
    if (insert.values().size() > columns.size()
        || (!insert.columns().isEmpty() && insert.values().size() < columns.size())) {
      throw CanopyError.COLUMN_COUNT.with(1, insert.values().size(), columns.size());
    }
    StringJoiner names = new StringJoiner(", ", " (", ") ");
    Sql values = new Sql();
    String separator = "";
    for (int i = 0; i < insert.values().size(); i++) {
      MergeText.Value value = insert.values().get(i);
      if (!tokens().is(value.from(), "DEFAULT")) {
        names.add(session.dialect().quoteName(columns.get(i)));
        values.add(separator).add(value.from(), value.to());
        separator = ", ";
      }
    }
    Sql sql = new Sql();
    sql.add("INSERT INTO ").add(merge.target(), merge.nameEnd()).add(names + with + "SELECT ");
    sql.text.append(values.text);
    sql.own.addAll(values.own);
    return sql.add(" FROM " + merge.sourceAlias());
  }
}
