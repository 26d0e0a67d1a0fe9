package io.canopydb.driver.execute.read;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.Measures;
import io.canopydb.driver.execute.PinnedStatement;
import io.canopydb.driver.execute.Scatter;
import io.canopydb.driver.execute.ScratchName;
import io.canopydb.driver.execute.ScratchState;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.SqlRenderer;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.plan.Aggregate;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.InsertCells;
import io.canopydb.driver.plan.InsertQuery;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.KeptKeys;
import io.canopydb.driver.plan.KeyedWrite;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Limit;
import io.canopydb.driver.plan.Lookup;
import io.canopydb.driver.plan.LookupRow;
import io.canopydb.driver.plan.LookupWrite;
import io.canopydb.driver.plan.MergeSort;
import io.canopydb.driver.plan.Move;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.driver.plan.PlanPrinter;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Redistribute;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.RefusedWrite;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.plan.Write;
import io.canopydb.driver.plan.WriteNode;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What EXPLAIN shows of one execution: the plan, and the statement that each leaf would get. */
public final class Explanation {
  private final Execution execution;
  private SqlRenderer renderer;
  private ScratchState scratch = ScratchState.NONE;
  private final IdentityHashMap<PlanNode, List<String>> details = new IdentityHashMap<>();

  /** The first statement that a leaf would get; null until there is one. */
  private @Nullable First first;

  /** How many statements leaves would get. */
  private int statements;

  private boolean writes;

  private record First(Leaf leaf, LeafSql sql, int ordinal) {}

  private Explanation(Execution execution) {
    this.execution = execution;
    this.renderer = execution.renderer();
  }

  /** The plan's tree with what it comes to for the execution's values. */
  public static List<String> lines(Plan<?> plan, Execution execution) throws SQLException {
    Explanation explanation = new Explanation(execution);
    explanation.visit(plan.root());
    return PlanPrinter.print(plan, node -> explanation.details.getOrDefault(node, List.of()))
        .lines()
        .toList();
  }

  /**
   * Runs a query and gives the plan's tree with what each of its nodes gave, those that move rows
   * too; empty where all of it is one statement of one leaf, whose engine knows better.
   */
  public static Optional<List<String>> analyzed(Plan<?> plan, Execution execution)
      throws SQLException {
    Explanation explanation = new Explanation(execution);
    explanation.visit(plan.root());
    if (explanation.statements < 2
        || explanation.writes
        || !(plan.root() instanceof ReadNode root)) {
      return Optional.empty();
    }
    Measures measures = new Measures();
    try (RowCursor rows = new QueryRunner(execution.measured(measures)).open(root)) {
      while (rows.next()) {
        // They are counted by who gives them.
      }
    }
    return Optional.of(
        PlanPrinter.print(
                plan,
                node -> {
                  List<String> lines =
                      new ArrayList<>(explanation.details.getOrDefault(node, List.of()));
                  lines.addAll(measures.lines(node));
                  return lines;
                })
            .lines()
            .toList());
  }

  /**
   * The engine's own plan of one of the leaf statements, as the engine gives it.
   *
   * @param options what stands between EXPLAIN and the statement
   */
  public static RowCursor ofEngine(Plan<?> plan, Execution execution, String options)
      throws SQLException {
    Explanation explanation = new Explanation(execution);
    explanation.visit(plan.root());
    First first = explanation.first;
    if (first == null) {
      throw CanopyError.UNSUPPORTED.with(
          "EXPLAIN with options of this statement", "use EXPLAIN without options");
    }
    LeafSql sql =
        new LeafSql.Builder().text("EXPLAIN ").text(options).text(" ").all(first.sql()).build();
    return new LeafStatements(execution)
        .query(execution.acquire(first.leaf()), execution.renderer().render(sql, first.ordinal()));
  }

  private Explanation visit(PlanNode node) throws SQLException {
    return node.accept(
        new PlanNode.Visitor<Explanation, SQLException>() {
          @Override
          public Explanation reads(ReadNode read) throws SQLException {
            return read.accept(new Reading());
          }

          @Override
          public Explanation writes(WriteNode write) throws SQLException {
            return write.accept(new Writing());
          }
        });
  }

  private final class Reading implements ReadNode.Visitor<Explanation, SQLException> {

    @Override
    public Explanation route(Route route) throws SQLException {
      if (route.target() instanceof Target.Partitions target) {
        Scatter scatter = Scatter.of(execution, target.database(), target.choice());
        return partitions(route, route.sql(), false, scatter, route);
      }
      return elsewhere(route, route.target(), route.sql(), false);
    }

    @Override
    public Explanation oneOrMany(OneOrMany choice) throws SQLException {
      PinnedStatement pinned = PinnedStatement.of(execution, choice);
      if (pinned == null) {
        return several(choice, choice.many());
      }
      one(choice, choice.whole(), choice.database(), pinned);
      return note(pinned.leaf(), choice.whole().sql(), pinned.ordinal(), false);
    }

    @Override
    public Explanation lookup(Lookup lookup) throws SQLException {
      return looked(lookup, lookup.row(), lookup.many());
    }

    @Override
    public Explanation mergeSort(MergeSort sort) throws SQLException {
      return visit(sort.input());
    }

    @Override
    public Explanation limit(Limit limit) throws SQLException {
      return visit(limit.input());
    }

    @Override
    public Explanation aggregate(Aggregate aggregate) throws SQLException {
      return visit(aggregate.input());
    }

    @Override
    public Explanation gather(Gather gather) throws SQLException {
      for (Gather.Ship ship : gather.ships()) {
        visit(ship.rows());
      }
      return Explanation.this;
    }

    @Override
    public Explanation redistribute(Redistribute redistribute) throws SQLException {
      List<String> estimates = new ArrayList<>();
      for (Move move : redistribute.moves()) {
        int id = move.ship().id();
        visit(move.ship().rows());
        scratch = scratch.with(id, new ScratchName("scratch_" + id, 1));
        for (int column : move.ship().kept()) {
          // One stands for all, which are not known yet.
          List<SentValue> keys = List.of(new SentValue(null, null));
          scratch = scratch.with(Map.of(new KeptKeys(id, column), keys));
        }
        renderer = renderer.withScratch(scratch);
        estimates.add(estimate(id, move.volume()));
      }
      visit(redistribute.input());
      details.put(redistribute, estimates);
      return Explanation.this;
    }

    @Override
    public Explanation refused(Refused refused) {
      return Explanation.this;
    }
  }

  private final class Writing implements WriteNode.Visitor<Explanation, SQLException> {

    @Override
    public Explanation write(Write write) throws SQLException {
      if (write.target() instanceof Target.Partitions target) {
        Scatter scatter = Scatter.of(execution, target.database(), target.choice());
        return partitions(write, write.sql(), true, scatter, null);
      }
      return elsewhere(write, write.target(), write.sql(), true);
    }

    @Override
    public Explanation oneOrMany(OneOrManyWrite choice) throws SQLException {
      PinnedStatement pinned = PinnedStatement.of(execution, choice);
      if (pinned == null) {
        return several(choice, choice.many());
      }
      one(choice, choice.whole(), choice.database(), pinned);
      return note(pinned.leaf(), choice.whole().sql(), pinned.ordinal(), true);
    }

    @Override
    public Explanation lookup(LookupWrite lookup) throws SQLException {
      return looked(lookup, lookup.row(), lookup.many());
    }

    @Override
    public Explanation insertRows(InsertRows insert) {
      return Explanation.this;
    }

    @Override
    public Explanation insertQuery(InsertQuery insert) throws SQLException {
      return visit(insert.query());
    }

    @Override
    public Explanation insertCells(InsertCells insert) throws SQLException {
      return visit(insert.query());
    }

    @Override
    public Explanation keyedWrite(KeyedWrite write) throws SQLException {
      return visit(write.query());
    }

    @Override
    public Explanation refused(RefusedWrite refused) {
      return Explanation.this;
    }
  }

  private static String estimate(int scratch, Move.Volume volume) {
    return String.format(
        Locale.ROOT,
        "estimate for scratch %d: %,.0f rows, %,.0f KB sent",
        scratch,
        volume.rows(),
        Math.ceil(volume.bytes() / 1024));
  }

  private Explanation several(PlanNode choice, PlanNode many) throws SQLException {
    details.put(choice, List.of("now: several partitions"));
    return visit(many);
  }

  private void one(PlanNode choice, PlanNode whole, String database, PinnedStatement pinned)
      throws SQLException {
    details.put(choice, List.of("now: one partition"));
    details.put(
        whole,
        List.of(
            "partitions: 1 of " + execution.map(database).count(),
            name(pinned.leaf()) + ", partitions [" + pinned.ordinal() + "]",
            "  " + line(pinned.text())));
  }

  /** Where the row lies only the lookup table knows, which EXPLAIN does not ask. */
  private Explanation looked(PlanNode node, LookupRow row, PlanNode many) throws SQLException {
    PartitionMap map = execution.map(row.database());
    int at = new LookupRunner(execution).partition(row, map);
    if (at >= 0) {
      Leaf leaf = execution.master(row.database(), map, at);
      details.put(
          node,
          List.of(
              "asks " + name(leaf) + ", partition " + at,
              "  " + line(renderer.render(row.sql(), at))));
    }
    return visit(many);
  }

  private Explanation partitions(
      PlanNode node, LeafSql sql, boolean writing, Scatter scatter, @Nullable Route joined)
      throws SQLException {
    List<String> lines = new ArrayList<>();
    int count = scatter.byLeaf().values().stream().mapToInt(List::size).sum();
    lines.add("partitions: " + count + " of " + scatter.map().count());
    String text = null;
    for (Map.Entry<Leaf, List<Integer>> entry : scatter.byLeaf().entrySet()) {
      Leaf leaf = entry.getKey();
      int ordinal = entry.getValue().get(0);
      lines.add(name(leaf) + ", partitions " + entry.getValue());
      note(leaf, sql, ordinal, writing);
      statements += entry.getValue().size();
      if (text == null) {
        // Those of the others differ by the partition's name only.
        text =
            joined != null && joined.unionTail() != null
                ? "SQL of leaf " + leaf.id() + ": " + line(renderer.union(joined, entry.getValue()))
                : "SQL of partition " + ordinal + ": " + line(renderer.render(sql, ordinal));
      }
    }
    if (text != null) {
      lines.add(text);
    }
    details.put(node, lines);
    return this;
  }

  private Explanation elsewhere(PlanNode node, Target target, LeafSql sql, boolean writes)
      throws SQLException {
    if (!(target instanceof Target.EveryLeaf)) {
      return note(execution.access().anyLeaf(), sql, 0, writes);
    }
    List<String> lines = new ArrayList<>();
    for (Leaf leaf : execution.onlineLeaves()) {
      lines.add(name(leaf) + ": " + line(renderer.render(sql, 0)));
      note(leaf, sql, 0, writes);
    }
    details.put(node, lines);
    return this;
  }

  private Explanation note(Leaf leaf, LeafSql sql, int ordinal, boolean writing) {
    writes |= writing;
    if (first == null) {
      first = new First(leaf, sql, ordinal);
    }
    return this;
  }

  private static String name(Leaf leaf) {
    return "leaf " + leaf.id() + " (" + leaf.address() + ")";
  }

  /** A leaf statement on one line. */
  private static String line(LeafText text) {
    return text.sql().strip().replaceAll("\\s*\\n\\s*", " ");
  }
}
