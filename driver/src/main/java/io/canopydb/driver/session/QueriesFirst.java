package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.analyse.TableUses;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.read.RefusedFor;
import io.canopydb.driver.parse.InsertSelectText;
import io.canopydb.driver.parse.LockingClause.LockingQuery;
import io.canopydb.driver.parse.MarkedParameters;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.WithText;
import io.canopydb.driver.plan.PlanNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A statement with queries that are run by themselves first, in the transaction of the statement,
 * which is then run with their rows in their place. So are queries in brackets that lock what they
 * read, over several partitions: {@code UPDATE job SET .. WHERE id IN (SELECT id FROM job .. FOR
 * UPDATE SKIP LOCKED LIMIT 5)}; and in writes that have to do with temporary tables, which one leaf
 * has, those that read what other leaves have: {@code INSERT INTO temp SELECT .. FROM job}. One
 * server, too, runs such a query once, where it names nothing of what is around it. One that does
 * is refused.
 *
 * <p>One instance runs one execution.
 */
final class QueriesFirst implements StatementPlan {
  /** A column or a table is not known. */
  private static final Set<String> UNKNOWN_NAMES = Set.of("42703", "42P01", "42S22", "42S02");

  /** The words that may stand before the name of the table that is written. */
  private static final String[] BEFORE_TABLE = {
    "INTO", "FROM", "ONLY", "IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "QUICK"
  };

  private final SessionState session;
  private final Statements statements;
  private final ReadStatement read;
  private final @Nullable Parameter[] parameters;
  private final Tokens tokens;
  private final Why why;
  private final List<Part> parts;

  /** Why queries are run first. */
  private enum Why {
    LOCKS(
        "Locks first: in one transaction",
        "Rows that are locked, and stand in the statement as literals"),
    TEMPORARY("Reads first", "Rows that stand in the statement as literals");

    private final String title;
    private final String step;

    Why(String title, String step) {
      this.title = title;
      this.step = step;
    }
  }

  /** What a part of the text is. */
  private enum Form {
    /** A query without brackets of its own. */
    BARE,
    /** A query in brackets. */
    BRACKETED,
    /** The name of a table, of which all rows are read. */
    TABLE
  }

  /**
   * A query, or a table.
   *
   * @param first the first token that its rows replace
   * @param last the last
   * @param alias what the rows are called; null where the text says it, or need not
   */
  private record Part(int first, int last, Form form, @Nullable String alias) {
    Part(int first, int last, Form form) {
      this(first, last, form, null);
    }

    String query(Tokens tokens) {
      return switch (form) {
        case BARE -> tokens.text(first, last);
        case BRACKETED -> tokens.text(first + 1, last - 1);
        case TABLE -> "SELECT * FROM " + tokens.text(first, last);
      };
    }
  }

  private QueriesFirst(
      SessionState session,
      Statements statements,
      ReadStatement read,
      @Nullable Parameter[] parameters,
      Why why,
      List<Part> parts) {
    this.session = session;
    this.statements = statements;
    this.read = read;
    this.parameters = parameters;
    this.tokens = read.shape().tokens();
    this.why = why;
    this.parts = parts;
  }

  /** The runner of a statement; null where it is none that is run so. */
  static @Nullable QueriesFirst of(
      SessionState session,
      Statements statements,
      PlannedStatements planned,
      ReadStatement read,
      @Nullable Parameter[] parameters,
      ExecuteOptions options)
      throws SQLException {
    Shape shape = read.shape().shape();
    List<LockingQuery> locking = read.shape().locking();
    if (shape == null || (locking.isEmpty() && session.temporary().isEmpty())) {
      return null;
    }
    List<Part> parts =
        locking.isEmpty()
            ? besideTemporary(session, read)
            : locking.stream()
                .map(query -> new Part(query.open(), query.close(), Form.BRACKETED))
                .toList();
    if (parts.isEmpty()) {
      return null;
    }
    Bindings bindings = new Bindings(shape, parameters, read.shape().allParameters());
    PlanNode root = planned.plan(read.shape(), shape, parameters).plan().root();
    Execution execution = planned.execution(bindings, options, read.prepared());
    if (!new RefusedFor(execution).refuses(root)) {
      return null;
    }
    Why why = locking.isEmpty() ? Why.TEMPORARY : Why.LOCKS;
    QueriesFirst steps = new QueriesFirst(session, statements, read, parameters, why, parts);
    return steps.namesCommonTables() ? null : steps;
  }

  /**
   * What the leaf of the written table lacks: queries of tables of the cluster where a temporary
   * table is written, temporary tables where another is.
   */
  private static List<Part> besideTemporary(SessionState session, ReadStatement read) {
    StatementKind kind = read.shape().kind();
    boolean inserts = kind instanceof StatementKind.Insert || kind instanceof StatementKind.Replace;
    boolean writes =
        inserts || kind instanceof StatementKind.Update || kind instanceof StatementKind.Delete;
    if (!writes) {
      return List.of();
    }
    Tokens tokens = read.shape().tokens();
    Catalogue catalogue = session.catalogue();
    return meaning(catalogue, tokens, written(tokens)) instanceof Catalogue.Temporary
        ? queries(catalogue, tokens, inserts)
        : temporary(catalogue, tokens);
  }

  /** The outermost queries that read tables of the cluster. */
  private static List<Part> queries(Catalogue catalogue, Tokens tokens, boolean inserts) {
    List<Part> found = new ArrayList<>();
    InsertSelectText select = inserts ? InsertSelectText.of(tokens).orElse(null) : null;
    if (select != null) {
      boolean bracketed =
          tokens.isKind(select.first(), TokenKind.OPEN)
              && tokens.closing(select.first()) == select.last();
      found.add(new Part(select.first(), select.last(), bracketed ? Form.BRACKETED : Form.BARE));
    } else {
      for (int i = 0; i < tokens.size(); i++) {
        if (tokens.isKind(i, TokenKind.OPEN) && tokens.isAny(i + 1, "SELECT", "WITH")) {
          found.add(new Part(i, tokens.closing(i), Form.BRACKETED));
          i = tokens.closing(i);
        }
      }
    }
    found.removeIf(
        part ->
            IntStream.rangeClosed(part.first(), part.last())
                .mapToObj(i -> meaning(catalogue, tokens, i))
                .noneMatch(
                    meaning ->
                        meaning instanceof Catalogue.Base || meaning instanceof Catalogue.OfView));
    return found;
  }

  /** The temporary tables, wherever rows of them are read. */
  private static List<Part> temporary(Catalogue catalogue, Tokens tokens) {
    List<Part> found = new ArrayList<>();
    try {
      StatementText text = StatementText.parse(tokens.text(), tokens.rules());
      for (TableUse use : TableUses.in(text, catalogue)) {
        if (use.meaning() instanceof Catalogue.Temporary) {
          found.add(
              new Part(
                  text.tokenAt(use.span().start()),
                  text.tokenAt(use.span().end()) - 1,
                  Form.TABLE,
                  use.aliased() ? null : tokens.text(text.tokenAt(use.span().end()) - 1)));
        }
      }
    } catch (SqlSyntaxException e) {
      return List.of();
    }
    found.sort(Comparator.comparingInt(Part::first));
    return found;
  }

  private static Catalogue.Meaning meaning(Catalogue catalogue, Tokens tokens, int at) {
    if (!tokens.isIdentifier(at)) {
      return new Catalogue.Other();
    }
    boolean qualified = tokens.isKind(at - 1, TokenKind.DOT) && tokens.isIdentifier(at - 2);
    String name = tokens.identifier(at);
    return catalogue.resolve(qualified ? List.of(tokens.identifier(at - 2), name) : List.of(name));
  }

  /** The token of the name of the table that a statement writes. */
  private static int written(Tokens tokens) {
    int at = WithText.of(tokens).map(WithText::main).orElse(0) + 1;
    while (tokens.isAny(at, BEFORE_TABLE)) {
      at++;
    }
    while (tokens.isKind(at + 1, TokenKind.DOT)) {
      at += 2;
    }
    return at;
  }

  /** Whether one of the queries names a common table of the statement, so that it is not alone. */
  private boolean namesCommonTables() {
    WithText with = WithText.of(tokens).orElse(null);
    if (with == null) {
      return false;
    }
    for (Part query : parts) {
      for (int i = query.first(); i < query.last(); i++) {
        int token = i;
        if (tokens.isIdentifier(i)
            && with.parts().stream()
                .anyMatch(
                    part ->
                        part.name().equals(tokens.identifier(token))
                            && part.body() - 1 != query.first())) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Outcome run(ExecuteOptions options) throws SQLException {
    return switch (why) {
      case LOCKS -> session.transaction().atomically(() -> steps(options));
      case TEMPORARY -> steps(options);
    };
  }

  @Override
  public List<String> lines() throws SQLException {
    List<String> lines = new ArrayList<>();
    lines.add(why.title);
    int step = 0;
    for (Part part : parts) {
      lines.add("  " + ++step + ". " + why.step);
      for (String line : statements.explained(query(part), own(part))) {
        lines.add("    " + line);
      }
    }
    lines.add("  " + ++step + ". The statement");
    lines.add("    " + tokens.text().strip());
    return lines;
  }

  private ReadStatement query(Part part) throws SQLException {
    return session.prepare(part.query(tokens), read.prepared());
  }

  private @Nullable Parameter[] own(Part part) {
    return MarkedParameters.between(tokens, part.first(), part.last() + 1, parameters)
        .toArray(new @Nullable Parameter[0]);
  }

  private Outcome steps(ExecuteOptions options) throws SQLException {
    StringBuilder sql = new StringBuilder();
    List<@Nullable Parameter> own = new ArrayList<>();
    int at = 0;
    for (Part part : parts) {
      KeptRows rows = rows(part, options);
      sql.append(between(at, part.first())).append('(').append(text(part, rows)).append(')');
      sql.append(part.alias() == null ? "" : " AS " + part.alias());
      own.addAll(MarkedParameters.between(tokens, at, part.first(), parameters));
      at = part.last() + 1;
    }
    sql.append(between(at, tokens.size()));
    own.addAll(MarkedParameters.between(tokens, at, tokens.size(), parameters));
    return statements.execute(
        session.prepare(sql.toString(), read.prepared()),
        own.toArray(new @Nullable Parameter[0]),
        options);
  }

  /** What stands between two tokens, with the white space around. */
  private String between(int from, int to) {
    int start = from == 0 ? 0 : tokens.end(from - 1);
    int end = to == tokens.size() ? tokens.text().length() : tokens.start(to);
    return tokens.text().substring(start, end);
  }

  private KeptRows rows(Part part, ExecuteOptions options) throws SQLException {
    Outcome outcome;
    try {
      outcome = statements.execute(query(part), own(part), options);
    } catch (SQLException e) {
      throw UNKNOWN_NAMES.contains(e.getSQLState()) ? refused(e) : e;
    }
    if (outcome instanceof Outcome.Rows rows) {
      return KeptRows.of(rows, session.dialect());
    }
    throw CanopyError.INTERNAL.with("a query without rows");
  }

  private SQLException refused(SQLException unknown) {
    return switch (why) {
      case LOCKS ->
          CanopyError.UNSUPPORTED.causedBy(
              unknown,
              "a query that locks rows of several partitions, and names columns or tables of the"
                  + " statement around it",
              "lock the rows by a statement of their own");
      case TEMPORARY ->
          CanopyError.UNSUPPORTED.causedBy(
              unknown,
              "a query in a write beside a temporary table, that names columns or tables of the"
                  + " statement around it",
              "read the rows first, and write them one by one");
    };
  }

  /** As literals where they are compared with a column, so that they may choose partitions. */
  private String text(Part part, KeptRows rows) {
    if (part.form() != Form.BRACKETED) {
      return rows.query();
    }
    int before = part.first() - 1;
    boolean compared =
        tokens.is(before, "IN")
            || (tokens.isOperator(before, "=")
                && rows.rows().size() == 1
                && !tokens.isKind(before - 1, TokenKind.CLOSE));
    String literals = compared ? rows.literals() : null;
    return literals == null ? rows.query() : literals;
  }
}
