package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.bulk.CopyFormat;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.copy.CopyFrom;
import io.canopydb.driver.execute.copy.CopyTo;
import io.canopydb.driver.execute.read.QueryRunner;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parse.CopyText;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Begins the COPYs of one session. */
final class BulkCopies {
  private static final String SAVEPOINT = "canopy_check";

  private final SessionState session;
  private final PlannedStatements planned;
  private final Cluster cluster;
  private final SessionConnections connections;

  BulkCopies(SessionState session, PlannedStatements planned) {
    this.session = session;
    this.planned = planned;
    this.cluster = session.cluster();
    this.connections = session.connections();
  }

  /** Begins one. */
  BulkCopy begin(String sql) throws SQLException {
    try {
      return session.copy().begun(begun(sql));
    } catch (SqlSyntaxException e) {
      throw AsWritten.syntax(e);
    } catch (SQLException e) {
      throw session.transaction().noted(e);
    }
  }

  private CopyText cut(String sql) throws SQLException {
    return CopyText.of(Lexer.lex(sql, session.rules().withoutParameters()))
        .orElseThrow(
            () ->
                CanopyError.UNSUPPORTED.with(
                    "COPY from or to anything but the client",
                    "say FROM STDIN or TO STDOUT, and read or write the file yourself"));
  }

  private BulkCopy begun(String sql) throws SQLException {
    CopyText copy = cut(sql);
    Catalogue.Meaning meaning =
        copy.name().isEmpty() ? null : session.catalogue().resolve(copy.name());
    if (copy.from()) {
      return meaning instanceof Catalogue.Base base
          ? in(cut(copy.withoutFreeze()), base)
          : inOnLeaf(sql, copy, meaning);
    }
    CopyTo.Form form = form(copy);
    if (meaning instanceof Catalogue.Base base
        && !(base.table().distribution() instanceof Distribution.Reference)) {
      return outOfQuery("SELECT " + quoted(columns(copy, base)) + " FROM " + text(copy), form);
    }
    return copy.name().isEmpty()
        ? outOfQuery(unbracketed(text(copy)), form)
        : outOfLeaf(sql, form, meaning);
  }

  private static String text(CopyText copy) {
    return copy.table().of(copy.tokens().text());
  }

  private static String unbracketed(String query) {
    return query.substring(1, query.length() - 1);
  }

  private static CopyTo.Form form(CopyText copy) {
    CopyText.Option header = copy.options().get("header");
    CopyText.Option format = copy.options().get("format");
    boolean binary = format != null && "binary".equalsIgnoreCase(format.value());
    String rest = copy.rest().of(copy.tokens().text());
    boolean word = copy.tokens().is(1, "BINARY");
    return new CopyTo.Form(
        word ? "WITH BINARY " + rest : rest, header != null && header.on(), binary);
  }

  /** Without a list COPY means all columns but those that are generated. */
  private static List<String> columns(CopyText copy, Catalogue.Base base) {
    return copy.columns().isEmpty()
        ? base.table().columns().stream()
            .filter(column -> !column.generated())
            .map(Column::name)
            .toList()
        : copy.columns();
  }

  private String quoted(List<String> columns) {
    return columns.stream().map(cluster.dialect()::quoteName).collect(Collectors.joining(", "));
  }

  // From the application

  private BulkCopy in(CopyText copy, Catalogue.Base base) throws SQLException {
    check(copy);
    List<String> columns = columns(copy, base);
    CopyFormat format = CopyFormat.of(copy, columns);
    ReadStatement insert = insert(copy, columns);
    Shape shape = Objects.requireNonNull(insert.shape().shape());
    Plan<?> plan = planned.plan(insert.shape(), shape, new Parameter[0]).plan();
    if (!(plan.root() instanceof InsertRows rows)) {
      throw CanopyError.UNSUPPORTED.with("COPY into " + text(copy), "insert the rows");
    }
    Bindings bindings = new Bindings(shape, new Parameter[0], false);
    Execution execution = planned.execution(bindings, ExecuteOptions.DEFAULT, false);
    String options = copy.rest().of(copy.tokens().text());
    return new IncomingCopy(
        session,
        planned,
        new CopyFrom(execution, rows, columns.size(), format, options),
        columns.size());
  }

  /** An INSERT into the same columns; two rows, so that the present time is one for all. */
  private ReadStatement insert(CopyText copy, List<String> columns) throws SQLException {
    String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "NULL")) + ")";
    String sql =
        "INSERT INTO " + text(copy) + " (" + quoted(columns) + ") VALUES " + row + ", " + row;
    return session.prepare(sql, false);
  }

  /** Lets the shell of a leaf judge the statement; no row comes, and nothing stays. */
  private void check(CopyText copy) throws SQLException {
    session.onShell(
        connection -> {
          boolean transaction = connections.inTransaction();
          run(connection, transaction, "SAVEPOINT " + SAVEPOINT);
          CopyIn checked =
              connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy.tokens().text());
          checked.cancelCopy();
          run(connection, transaction, "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
          run(connection, transaction, "RELEASE SAVEPOINT " + SAVEPOINT);
          return transaction;
        });
  }

  private static void run(Connection connection, boolean wanted, String sql) throws SQLException {
    if (wanted) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** A table of the session's own, or one that is not there. */
  private BulkCopy inOnLeaf(String sql, CopyText copy, Catalogue.@Nullable Meaning meaning)
      throws SQLException {
    if (!(meaning instanceof Catalogue.Temporary)) {
      check(copy);
      throw CanopyError.UNSUPPORTED.with(
          "COPY into " + text(copy) + ", which is no table of the cluster",
          "create the table through Canopy");
    }
    session.transaction().used().noteOthers();
    connections.pin();
    LeafConnection leaf = connections.acquire(connections.pinnedLeaf());
    connections.wrote(leaf, Set.of());
    try {
      CopyIn incoming = leaf.jdbc().unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      return new PassedCopy(session, incoming);
    } finally {
      connections.release(leaf);
    }
  }

  // To the application

  private BulkCopy outOfQuery(String query, CopyTo.Form form) throws SQLException {
    ReadStatement read = session.prepare(query, false);
    if (!(read.shape().kind() instanceof StatementKind.Query selects) || selects.modifies()) {
      throw ofWrite();
    }
    Shape shape = Objects.requireNonNull(read.shape().shape());
    Bindings bindings = new Bindings(shape, new Parameter[0], read.shape().allParameters());
    CachedPlan plan = planned.plan(read.shape(), shape, new Parameter[0]);
    if (!(plan.plan().root() instanceof ReadNode root)) {
      throw ofWrite();
    }
    Execution execution = planned.execution(bindings, ExecuteOptions.DEFAULT, false);
    return new OutgoingCopy(
        session,
        CopyTo.of(
            execution,
            root,
            plan.plan().visibleColumns() >= 0,
            form,
            new Opened(plan, root, read, bindings)));
  }

  private static SQLException ofWrite() {
    return CanopyError.UNSUPPORTED.with(
        "COPY of what a write returns", "run the statement, and read its rows");
  }

  private final class Opened implements CopyTo.Rows {
    private final CachedPlan plan;
    private final ReadNode root;
    private final ReadStatement read;
    private final Bindings bindings;

    Opened(CachedPlan plan, ReadNode root, ReadStatement read, Bindings bindings) {
      this.plan = plan;
      this.root = root;
      this.read = read;
      this.bindings = bindings;
    }

    @Override
    public RowCursor open(Execution reading) throws SQLException {
      return new QueryRunner(reading).open(root);
    }

    @Override
    public ResultSetMetaData columns(RowCursor rows) throws SQLException {
      return planned.described(rows, plan, read.shape(), bindings).columns().metaData();
    }

    @Override
    public int count(ResultSetMetaData columns) throws SQLException {
      int visible = plan.plan().visibleColumns();
      return visible < 0 ? columns.getColumnCount() : visible;
    }
  }

  /** A reference table, one of the session's own, or of the catalogue: one leaf has it all. */
  private BulkCopy outOfLeaf(String sql, CopyTo.Form form, Catalogue.@Nullable Meaning meaning)
      throws SQLException {
    boolean temporary = meaning instanceof Catalogue.Temporary;
    Leaf leaf = temporary ? connections.pinnedLeaf() : connections.anyLeaf();
    return new OutgoingCopy(session, CopyTo.ofLeaf(ofNoStatement(), leaf, sql, form));
  }

  private Execution ofNoStatement() throws SQLException {
    ReadStatement read = session.prepare("SELECT 1", false);
    Shape shape = Objects.requireNonNull(read.shape().shape());
    return planned.execution(
        new Bindings(shape, new Parameter[0], true), ExecuteOptions.DEFAULT, false);
  }
}
