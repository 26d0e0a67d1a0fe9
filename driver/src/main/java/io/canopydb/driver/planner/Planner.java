package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Aggregates;
import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.InsertSelectText;
import io.canopydb.driver.parse.InsertText;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.LockingClause;
import io.canopydb.driver.parse.NamedTables;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.WithText;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.RefusedWrite;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.plan.Write;
import io.canopydb.driver.plan.WriteNode;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.View;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of a query or a write. One sentence decides every question: what is pushed under a
 * Route becomes SQL on a leaf; the rest runs in the aggregator.
 */
public final class Planner {
  private static final String WRITING_WITH = "EXPLAIN of a WITH that writes, or this form of it";
  private static final String AS_QUERY = "write it as a query, and insert its rows";

  private final Dialect dialect;
  private final Catalogue catalogue;
  private final Aggregates aggregates;
  private final ResultTypes types;
  private final TableSizes sizes;
  private final boolean zeroAsks;

  /**
   * @param zeroAsks whether an explicit 0 asks for a value of an AUTO_INCREMENT column
   */
  public Planner(
      Dialect dialect,
      Catalogue catalogue,
      Aggregates aggregates,
      ResultTypes types,
      TableSizes sizes,
      boolean zeroAsks) {
    this.sizes = sizes;
    this.zeroAsks = zeroAsks;
    this.dialect = dialect;
    this.catalogue = catalogue;
    this.aggregates = aggregates;
    this.types = types;
  }

  /**
   * Plans a statement.
   *
   * @param asWritten the text of a shape: a query, INSERT, REPLACE, UPDATE, DELETE or MERGE
   */
  public Plan<?> plan(Tokens asWritten, StatementKind kind) throws SQLException {
    Plan<?> plan = kind instanceof StatementKind.Query ? query(asWritten) : write(asWritten, kind);
    assert PlanChecker.holds(plan, Slots.in(asWritten));
    return plan;
  }

  private Plan<ReadNode> query(Tokens asWritten) throws SQLException {
    Tokens shape = TableQueries.spelled(NamedTables.plain(asWritten));
    ViewInliner.Inlined inlined;
    try {
      inlined = new ViewInliner(catalogue, dialect, shape.rules()).inline(shape.text());
    } catch (SqlSyntaxException e) {
      return unparsedQuery(shape, e);
    }
    if (WithText.of(shape).filter(WithText::writes).isPresent()) {
      return otherQuery(inlined);
    }
    return query(question(inlined), inlined);
  }

  private Plan<WriteNode> write(Tokens asWritten, StatementKind kind) throws SQLException {
    Tokens shape = TableQueries.spelled(NamedTables.plain(asWritten));
    LexerRules rules = shape.rules();
    boolean inserts = kind instanceof StatementKind.Insert || kind instanceof StatementKind.Replace;
    InsertText insert = inserts ? InsertText.of(shape).orElse(null) : null;
    if (inserts && insert == null) {
      insert = defaultValues(shape);
    }
    if (insert != null) {
      return insert(insert, shape);
    }
    InsertSelectText insertSelect = InsertSelectText.of(shape).orElse(null);
    if (insertSelect != null && intoOurs(insertSelect, rules)) {
      return insertSelect(insertSelect, rules);
    }
    WithText with = WithText.of(shape).orElse(null);
    if (with != null && kind instanceof StatementKind.Insert) {
      String moved = withInside(with);
      if (moved != null) {
        return write(Lexer.lex(moved, rules), kind);
      }
    }
    ViewInliner.Inlined inlined;
    try {
      inlined = new ViewInliner(catalogue, dialect, rules).inline(shape.text());
    } catch (SqlSyntaxException e) {
      return unparsedWrite(shape, e);
    }
    if (with != null && with.writes()) {
      return otherWrite(inlined, WRITING_WITH, true);
    }
    if (kind instanceof StatementKind.Update || kind instanceof StatementKind.Delete) {
      Question question = question(inlined);
      refuseLocks(shape);
      WriteNode root =
          TransactionIds.within(question, new WritePlanner(question, others(rules)).plan());
      return Plan.ofWrite(
          SessionState.onOneLeaf(root, shape), basis(question.analysis().uses(), inlined.views()));
    }
    return kind instanceof StatementKind.Merge
        ? otherWrite(inlined, "EXPLAIN of MERGE, or this form of it", true)
        : otherWrite(
            inlined,
            "INSERT .. SELECT from sharded tables into a table that is not the cluster's",
            insertSelect == null);
  }

  private Question question(ViewInliner.Inlined inlined) {
    Analysis analysis = Analysis.of(inlined.text(), catalogue, aggregates);
    return new Question(
        inlined.text(), analysis, catalogue, dialect, aggregates, types, sizes, Map.of());
  }

  private Plan<WriteNode> insert(InsertText insert, Tokens shape) throws SQLException {
    refuseLocks(shape);
    try {
      Plan<WriteNode> plan = inserts(shape.rules()).plan(insert);
      return Plan.ofWrite(SessionState.onOneLeaf(plan.root(), shape), plan.basis());
    } catch (SQLException e) {
      // Where the engine would complain as well, it words it best.
      types.of(Slots.in(shape));
      throw e;
    }
  }

  /** {@code WITH .. INSERT INTO t SELECT ..} as {@code INSERT INTO t WITH .. SELECT ..}. */
  private static @Nullable String withInside(WithText with) {
    Tokens tokens = with.tokens();
    String insert = with.tokens().text(with.main(), with.end() - 1);
    return InsertSelectText.of(Lexer.lex(insert, tokens.rules()))
        .filter(text -> !text.query().regionMatches(true, 0, "WITH", 0, 4))
        .map(
            text ->
                text.head()
                    + tokens.text(0, with.main() - 1)
                    + " "
                    + text.query()
                    + " "
                    + text.tail())
        .orElse(null);
  }

  private InsertPlanner inserts(LexerRules rules) {
    return new InsertPlanner(dialect, catalogue, types, zeroAsks, others(rules));
  }

  private NestedPlanner others(LexerRules rules) {
    return new NestedPlanner() {
      @Override
      public Plan<ReadNode> query(String select) throws SQLException {
        return Planner.this.query(Lexer.lex(select, rules));
      }

      @Override
      public Plan<WriteNode> insert(String insert) throws SQLException {
        return inserts(rules).plan(InsertText.of(Lexer.lex(insert, rules)).orElseThrow());
      }
    };
  }

  /**
   * INSERT .. DEFAULT VALUES as an INSERT of one row; null where it is none into a table of ours.
   */
  private @Nullable InsertText defaultValues(Tokens shape) {
    int at = shape.indexOfWord(0, "DEFAULT", 0);
    if (at < 0 || !shape.is(at, "DEFAULT", "VALUES")) {
      return null;
    }
    String head = shape.text().substring(0, shape.start(at));
    String tail = shape.text().substring(shape.end(at + 1));
    InsertText named = InsertText.of(head + "VALUES (NULL)" + tail, shape.rules()).orElse(null);
    if (named == null || !(catalogue.resolve(named.name()) instanceof Catalogue.Base base)) {
      return null;
    }
    String column = dialect.quoteName(base.table().columns().get(0).name());
    return InsertText.of(head + "(" + column + ") VALUES (DEFAULT)" + tail, shape.rules())
        .orElse(null);
  }

  /** A write that takes locks would take them on the leaves that it writes on. */
  private static void refuseLocks(Tokens shape) throws SQLException {
    if (SessionState.locks(shape)) {
      throw CanopyError.UNSUPPORTED.with(
          "a function of locks in a write", "call it before, in a query without tables");
    }
  }

  /** Whether a statement takes, frees or looks at user locks. */
  public static boolean takesLocks(Tokens statement) {
    return SessionState.locks(statement);
  }

  private boolean intoOurs(InsertSelectText text, LexerRules rules) {
    return InsertText.of(text.withRow(1), rules)
        .map(insert -> catalogue.resolve(insert.name()))
        .filter(meaning -> meaning instanceof Catalogue.Base)
        .isPresent();
  }

  private Plan<WriteNode> insertSelect(InsertSelectText text, LexerRules rules)
      throws SQLException {
    Plan<ReadNode> query = query(Lexer.lex(text.query(), rules));
    if (query.root() instanceof Refused refused) {
      return Plan.ofWrite(new RefusedWrite(refused.why()), query.basis());
    }
    int width = types.of(Objects.requireNonNull(query.describe())).size();
    InsertText insert = InsertText.of(text.withRow(width), rules).orElseThrow();
    return inserts(rules).plan(insert, query, width);
  }

  private Plan<ReadNode> query(Question question, ViewInliner.Inlined inlined) throws SQLException {
    Plan.Basis basis = basis(question.analysis().uses(), inlined.views());
    LeafSql shell = question.shellSql();
    if (!question.analysis().sharded()) {
      return new Plan<>(new Route(shell, shellTarget(question), null), -1, shell, basis);
    }
    if (SessionState.touchedBy(question.text().tokens())) {
      return Plan.refused(
          new Refused(
              "a query over sharded tables that calls a function of the session such as a lock",
              "call the function in a query without tables"),
          basis);
    }
    unknownNames(question);
    Rooted rooted = new SelectPlanner(question).plan();
    ReadNode root =
        SessionState.onOneLeaf(
            TransactionIds.within(question, rooted.root()), question.text().tokens());
    return new Plan<>(root, rooted.visibleColumns(), shell, basis, FewRows.of(question));
  }

  private static Target shellTarget(Question question) {
    Tokens tokens = question.text().tokens();
    if (question.hasTemporary()) {
      return new Target.PinnedLeaf();
    }
    if (SessionState.touchedBy(tokens)) {
      return stateful(tokens);
    }
    boolean reference = question.analysis().uses().stream().anyMatch(TableUse::reference);
    boolean one = LockingClause.isIn(tokens) || !question.systemColumns().isEmpty();
    return reference && one ? new Target.FirstLeaf() : new Target.AnyLeaf();
  }

  private static Target stateful(Tokens tokens) {
    return SessionState.locks(tokens) ? new Target.LockLeaf() : new Target.PinnedLeaf();
  }

  /** A name that nobody knows beside a sharded table is an error that the engine words best. */
  private void unknownNames(Question question) throws SQLException {
    for (TableUse use : question.analysis().uses()) {
      if (use.meaning() instanceof Catalogue.Other) {
        types.of(question.shellSql());
        return;
      }
    }
  }

  /** A query that can only be passed on, and only if it touches no table of the cluster. */
  private Plan<ReadNode> otherQuery(ViewInliner.Inlined inlined) {
    List<TableUse> uses = uses(inlined);
    Plan.Basis basis = basis(uses, inlined.views());
    if (touchesOurs(uses, true)) {
      return Plan.refused(new Refused(WRITING_WITH, AS_QUERY), basis);
    }
    LeafSql sql = Splice.onShell(inlined.text(), uses, dialect).build();
    return new Plan<>(new Route(sql, new Target.PinnedLeaf(), null), -1, sql, basis);
  }

  /**
   * A write that can only be passed on, and only if it touches no sharded table.
   *
   * @param writesOurs whether a table of the cluster may be what it writes
   */
  private Plan<WriteNode> otherWrite(
      ViewInliner.Inlined inlined, String construct, boolean writesOurs) {
    List<TableUse> uses = uses(inlined);
    Plan.Basis basis = basis(uses, inlined.views());
    if (touchesOurs(uses, writesOurs)) {
      return Plan.ofWrite(new RefusedWrite(construct, AS_QUERY), basis);
    }
    LeafSql sql = Splice.onShell(inlined.text(), uses, dialect).build();
    boolean returns =
        dialect.engine() == Engine.POSTGRESQL
            && inlined.text().tokens().indexOfWord(0, "RETURNING", 0) >= 0;
    return Plan.ofWrite(new Write(sql, new Target.PinnedLeaf(), returns, false), basis);
  }

  private List<TableUse> uses(ViewInliner.Inlined inlined) {
    return Analysis.of(inlined.text(), catalogue, aggregates).uses();
  }

  private static boolean touchesOurs(List<TableUse> uses, boolean writesOurs) {
    return uses.stream()
        .anyMatch(use -> use.sharded() || (writesOurs && use.meaning() instanceof Catalogue.Base));
  }

  private Plan<ReadNode> unparsedQuery(Tokens shape, SqlSyntaxException error) throws SQLException {
    Plan.Basis basis = unparsed(shape, error);
    LeafSql sql = Slots.in(shape);
    Target target = SessionState.touchedBy(shape) ? stateful(shape) : new Target.AnyLeaf();
    return new Plan<>(new Route(sql, target, null), -1, sql, basis);
  }

  private Plan<WriteNode> unparsedWrite(Tokens shape, SqlSyntaxException error)
      throws SQLException {
    Plan.Basis basis = unparsed(shape, error);
    return Plan.ofWrite(new Write(Slots.in(shape), new Target.PinnedLeaf(), false, false), basis);
  }

  /** What a statement that is not read is based on; it may name nothing that is sharded. */
  private Plan.Basis unparsed(Tokens shape, SqlSyntaxException error) throws SQLException {
    Set<String> sharded = new LinkedHashSet<>();
    Map<Plan.Name, Table> tables = new HashMap<>();
    for (int i = 0; i < shape.size(); i++) {
      if (shape.isIdentifier(i)) {
        Catalogue.Meaning meaning = catalogue.resolve(List.of(shape.identifier(i)));
        boolean qualified =
            i >= 2
                && shape.isKind(i - 1, io.canopydb.driver.parse.TokenKind.DOT)
                && shape.isIdentifier(i - 2);
        if (qualified) {
          meaning = catalogue.resolve(List.of(shape.identifier(i - 2), shape.identifier(i)));
        }
        if (meaning instanceof Catalogue.Base base) {
          sharded.add(base.table().name());
          tables.put(new Plan.Name(base.database(), base.table().name()), base.table());
        } else if (meaning instanceof Catalogue.OfView view) {
          sharded.add(view.view().name());
        }
      }
    }
    if (!sharded.isEmpty()) {
      // The engine words its own syntax errors best: ask it, over the shell, before we complain.
      types.of(Slots.in(shape));
      throw CanopyError.UNPARSABLE.causedBy(error, sharded.iterator().next(), error.getMessage());
    }
    return new Plan.Basis(tables, Map.of(), List.of());
  }

  static Plan.Basis basis(List<TableUse> uses, Map<Plan.Name, View> views) {
    Map<Plan.Name, Table> tables = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (TableUse use : uses) {
      if (use.meaning() instanceof Catalogue.Base base) {
        tables.put(new Plan.Name(base.database(), base.table().name()), base.table());
      } else if (use.meaning() instanceof Catalogue.Other) {
        unknown.add(use.name());
      }
    }
    return new Plan.Basis(tables, views, unknown);
  }
}
