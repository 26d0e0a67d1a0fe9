package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.DuplicatesClause;
import io.canopydb.driver.parse.InsertText;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.InsertCells;
import io.canopydb.driver.plan.InsertQuery;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.RefusedWrite;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.plan.Write;
import io.canopydb.driver.plan.WriteNode;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plans INSERT and REPLACE of rows that are written out. The list of rows never becomes a tree: its
 * cells are found by tokens.
 */
final class InsertPlanner {
  private final Dialect dialect;
  private final Catalogue catalogue;
  private final Names names;
  private final ResultTypes types;
  private final boolean zeroAsks;
  private final NestedPlanner others;

  InsertPlanner(
      Dialect dialect,
      Catalogue catalogue,
      ResultTypes types,
      boolean zeroAsks,
      NestedPlanner others) {
    this.types = types;
    this.others = others;
    this.zeroAsks = zeroAsks;
    this.dialect = dialect;
    this.catalogue = catalogue;
    this.names = new Names(dialect.engine());
  }

  /**
   * Plans an INSERT of what a query gives.
   *
   * @param insert the same INSERT with one row of as many NULLs as the query has columns
   * @param query the query's plan
   */
  Plan<WriteNode> plan(InsertText insert, Plan<ReadNode> query, int width) throws SQLException {
    Plan<WriteNode> rows = plan(insert);
    if (!(rows.root() instanceof InsertRows insertRows)) {
      return rows;
    }
    Map<Plan.Name, Table> tables = new HashMap<>(query.basis().tables());
    tables.putAll(rows.basis().tables());
    return Plan.ofWrite(
        new InsertQuery(insertRows, query.root(), width),
        new Plan.Basis(tables, query.basis().views(), query.basis().databases()));
  }

  Plan<WriteNode> plan(InsertText insert) throws SQLException {
    Catalogue.Meaning meaning = catalogue.resolve(insert.name());
    if (!(meaning instanceof Catalogue.Base base)) {
      Plan.Basis none = new Plan.Basis(Map.of(), Map.of(), insert.name());
      if (meaning instanceof Catalogue.OfView) {
        return Plan.ofWrite(new RefusedWrite("INSERT into a view", "insert into its table"), none);
      }
      if (readsCluster(insert)) {
        return Plan.ofWrite(
            new RefusedWrite(
                "an INSERT into a table that is not the cluster's, with a subquery over sharded"
                    + " tables",
                "run the query first, and insert its values"),
            none);
      }
      Write write =
          new Write(
              Slots.in(insert.tokens()),
              new Target.PinnedLeaf(),
              InsertColumns.returning(dialect, insert),
              false);
      return Plan.ofWrite(write, none);
    }
    Table table = base.table();
    Plan.Basis basis =
        new Plan.Basis(
            Map.of(new Plan.Name(base.database(), table.name()), table), Map.of(), List.of());
    String tail = insert.tail().of(insert.tokens().text());
    Tokens tailTokens = Lexer.lex(tail, insert.tokens().rules());
    RefusedWrite refused = refused(insert, tailTokens);
    if (refused != null) {
      return Plan.ofWrite(refused, basis);
    }
    refuseShardKey(tailTokens, table);
    boolean spread = spread(insert) != null;
    InsertColumns columns =
        new InsertColumns(
            dialect,
            names,
            types,
            zeroAsks,
            insert,
            base,
            Splice.partitions(catalogue, base.database()),
            spread);
    InsertRows rows = columns.build(tailTokens);
    if (UpsertPlanner.needed(insert, tailTokens, table)) {
      rows = new UpsertPlanner(dialect, insert, tailTokens, base.database(), table).planned(rows);
    }
    return spread ? queried(rows, columns.queried(), basis) : Plan.ofWrite(rows, basis);
  }

  /** The plan with a query of the cells that read partitions. */
  private Plan<WriteNode> queried(InsertRows rows, List<String> cells, Plan.Basis basis)
      throws SQLException {
    Plan<ReadNode> query = others.query("SELECT " + String.join(", ", cells));
    if (query.root() instanceof Refused refused) {
      return Plan.ofWrite(new RefusedWrite(refused.why()), query.basis());
    }
    Map<Plan.Name, Table> tables = new HashMap<>(query.basis().tables());
    if (seesOwnRows(rows.placed(), query.basis())) {
      return Plan.ofWrite(
          new RefusedWrite(
              "an INSERT of several rows with a subquery over their own table, which sees the rows"
                  + " before it",
              "insert the rows one by one"),
          basis);
    }
    tables.putAll(basis.tables());
    return Plan.ofWrite(
        new InsertCells(rows, query.root()),
        new Plan.Basis(tables, query.basis().views(), query.basis().databases()));
  }

  /** MySQL evaluates each row when those before it are there; here all are evaluated first. */
  private boolean seesOwnRows(PlacedRows rows, Plan.Basis query) {
    return switch (catalogue.engine()) {
      case MYSQL ->
          rows.rows().size() > 1
              && query.tables().containsKey(new Plan.Name(rows.database(), rows.table().name()));
      case POSTGRESQL -> false;
    };
  }

  /** What a subquery reads whose rows are not all on every leaf; null where there is none. */
  private @Nullable String spread(InsertText insert) {
    Tokens all = insert.tokens();
    boolean queries = false;
    String read = null;
    for (int i = 0; i < all.size(); i++) {
      queries |= all.is(i, "SELECT");
      read = read == null ? spread(insert, i) : read;
    }
    return queries ? read : null;
  }

  /** Whether a subquery may read rows that lie in partitions. */
  private boolean readsCluster(InsertText insert) {
    Tokens all = insert.tokens();
    boolean queries = false;
    boolean reads = false;
    for (int i = 0; i < all.size(); i++) {
      queries |= all.is(i, "SELECT");
      Catalogue.Meaning meaning = meaning(insert, i);
      reads |=
          meaning instanceof Catalogue.OfView
              || (meaning instanceof Catalogue.Base base
                  && !(base.table().distribution() instanceof Distribution.Reference));
    }
    return queries && reads;
  }

  /** What a name means that may be a table's; null for anything else. */
  private Catalogue.@Nullable Meaning meaning(InsertText insert, int at) {
    Tokens all = insert.tokens();
    if (!all.isIdentifier(at)
        || all.isKind(at + 1, TokenKind.DOT)
        || insert.table().contains(new Span(all.start(at), all.end(at)))) {
      // What stands before a dot qualifies a column, or a table that is looked at itself.
      return null;
    }
    boolean qualified = all.isKind(at - 1, TokenKind.DOT) && all.isIdentifier(at - 2);
    return catalogue.resolve(
        qualified
            ? List.of(all.identifier(at - 2), all.identifier(at))
            : List.of(all.identifier(at)));
  }

  /** What a name means whose rows are not all on every leaf; null for anything else. */
  private @Nullable String spread(InsertText insert, int at) {
    Tokens all = insert.tokens();
    Catalogue.Meaning meaning = meaning(insert, at);
    if (meaning instanceof Catalogue.OfView view) {
      return "the view " + view.view().name();
    }
    if (meaning instanceof Catalogue.Temporary) {
      return "the temporary table " + all.identifier(at);
    }
    return meaning instanceof Catalogue.Base base
            && !(base.table().distribution() instanceof Distribution.Reference)
        ? "the sharded table " + base.table().name()
        : null;
  }

  private @Nullable RefusedWrite refused(InsertText insert, Tokens tail) {
    String read = spread(insert);
    for (int i = 0; i < tail.size() && read != null; i++) {
      if (tail.is(i, "SELECT")) {
        return new RefusedWrite(
            "INSERT with a subquery over " + read + " behind its rows",
            "run the query first, and insert its values");
      }
    }
    return tail.indexOfWord(0, "PARTITION", 0) >= 0
        ? new RefusedWrite("INSERT with PARTITION", "leave PARTITION out")
        : null;
  }

  /** ON DUPLICATE KEY UPDATE and ON CONFLICT DO UPDATE must not move a row. */
  private void refuseShardKey(Tokens tail, Table table) throws SQLException {
    if (!(table.distribution() instanceof Distribution.Sharded sharded)) {
      return;
    }
    for (String assigned : new KeptColumns(names, table, DuplicatesClause.read(tail)).changed()) {
      String name = names.stored(assigned);
      for (String key : sharded.columns()) {
        if (names.stored(key).equals(name)) {
          throw CanopyError.SHARD_KEY_UPDATE.with(key, table.name());
        }
      }
    }
  }
}
