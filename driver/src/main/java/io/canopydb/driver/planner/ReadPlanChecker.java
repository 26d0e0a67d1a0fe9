package io.canopydb.driver.planner;

import static io.canopydb.driver.planner.LeafSqlChecker.check;

import io.canopydb.driver.plan.Aggregate;
import io.canopydb.driver.plan.Count;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.KeyColumn;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Limit;
import io.canopydb.driver.plan.Lookup;
import io.canopydb.driver.plan.LookupRow;
import io.canopydb.driver.plan.MergeSort;
import io.canopydb.driver.plan.Move;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Redistribute;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.SortKey;
import io.canopydb.driver.plan.Target;
import io.canopydb.metadata.placement.ShardKey;
import java.util.List;
import java.util.Set;

/** What {@link PlanChecker} asks of nodes that give rows. */
final class ReadPlanChecker implements ReadNode.Visitor<Boolean, RuntimeException> {
  private final LeafSqlChecker texts;

  ReadPlanChecker(LeafSqlChecker texts) {
    this.texts = texts;
  }

  LeafSqlChecker texts() {
    return texts;
  }

  @Override
  public Boolean route(Route route) {
    texts.filled(route.sql(), 0);
    target(route.target(), route.sql(), route);
    LeafSql tail = route.unionTail();
    if (tail != null) {
      check(route.target() instanceof Target.Partitions, "a union of no partitions", route);
      texts.filled(tail, 0);
    }
    return true;
  }

  @Override
  public Boolean oneOrMany(OneOrMany node) {
    one(node.database(), node.choices(), node.whole().target(), node);
    return node.whole().accept(this) && node.many().accept(this);
  }

  @Override
  public Boolean lookup(Lookup node) {
    row(node.row());
    partitions(node.row().database(), node.whole().target(), node);
    return node.whole().accept(this) && node.many().accept(this);
  }

  @Override
  public Boolean mergeSort(MergeSort node) {
    check(!node.keys().isEmpty(), "a merge without keys", node);
    LeafSql tail = node.input().unionTail();
    check(
        tail == null || LeafSqlChecker.text(tail).contains("ORDER BY"),
        "a merge of unions without an order",
        node);
    return node.input().accept(this);
  }

  @Override
  public Boolean limit(Limit node) {
    count(node.limit(), node);
    count(node.offset(), node);
    return node.input().accept(this);
  }

  private void count(Count count, Object where) {
    check(
        !(count instanceof Count.InSlot slot) || texts.hasSlot(slot.number()),
        "a slot that the statement has not",
        where);
  }

  @Override
  public Boolean aggregate(Aggregate node) {
    if (!node.keys().isEmpty()) {
      List<KeyColumn> sorted =
          node.input() instanceof MergeSort sort
              ? sort.keys().stream().map(SortKey::keyColumn).toList()
              : List.of();
      check(sorted.equals(node.keys()), "groups of rows that are not sorted by their keys", node);
    }
    return node.input().accept(this);
  }

  @Override
  public Boolean gather(Gather node) {
    ReadPlanChecker filled = this;
    for (Gather.Ship ship : node.ships()) {
      filled = filled.after(ship, LeafSqlChecker.Form.ONE);
    }
    for (Gather.Derived derived : node.derived()) {
      filled.texts.filled(derived.query(), 0);
      filled.texts.shellOnly(derived.query());
      filled =
          new ReadPlanChecker(filled.texts.with(derived.id(), LeafSqlChecker.Form.ONE, Set.of()));
    }
    filled.texts.filled(node.finish(), 0);
    filled.texts.shellOnly(node.finish());
    return true;
  }

  /** Once a scratch table is filled. */
  private ReadPlanChecker after(Gather.Ship ship, LeafSqlChecker.Form form) {
    ship.rows().accept(this);
    texts.shellOnly(ship.shape());
    int width = ship.columns().size();
    check(width > 0, "a scratch table without columns", ship);
    check(
        ship.kept().stream().allMatch(column -> column < width),
        "a kept column that the scratch table has not",
        ship);
    check(
        ship.columns().containsAll(ship.primaryKey()) && ship.columns().containsAll(ship.indexed()),
        "an index on a column that the scratch table has not",
        ship);
    return new ReadPlanChecker(texts.with(ship.id(), form, Set.copyOf(ship.kept())));
  }

  @Override
  public Boolean redistribute(Redistribute node) {
    check(!node.moves().isEmpty(), "a redistribution of nothing", node);
    choice(node.over().choice(), node);
    ReadPlanChecker filled = this;
    for (Move move : node.moves()) {
      filled =
          filled.after(
              move.ship(),
              move instanceof Move.Repartition
                  ? LeafSqlChecker.Form.EACH_PARTITION
                  : LeafSqlChecker.Form.ONE);
    }
    return node.input().accept(filled) && node.inTransaction().accept(this);
  }

  @Override
  public Boolean refused(Refused node) {
    check(!node.why().construct().isBlank(), "a refusal of nothing", node);
    return true;
  }

  // What both families have

  /** A statement of partitions names them, and one of a shell does not. */
  void target(Target target, LeafSql sql, Object where) {
    if (target instanceof Target.Partitions partitions) {
      check(sql.perPartition(), "a statement of partitions that names none", where);
      choice(partitions.choice(), where);
    } else {
      check(!sql.perPartition(), "a statement of a shell that names partitions", where);
    }
  }

  /** What can run on one partition can tell which. */
  void one(String database, List<PartitionChoice> choices, Target whole, Object where) {
    check(
        !choices.isEmpty() && choices.stream().allMatch(PartitionChoice::prunes),
        "a choice of one partition that leaves none out",
        where);
    choices.forEach(choice -> choice(choice, where));
    partitions(database, whole, where);
  }

  void partitions(String database, Target whole, Object where) {
    check(
        whole instanceof Target.Partitions partitions && partitions.database().equals(database),
        "a whole statement on no partition of " + database,
        where);
  }

  void row(LookupRow row) {
    choice(row.choice(), row);
    texts.filled(row.sql(), 0);
    target(new Target.Partitions(row.database(), row.choice()), row.sql(), row);
    placement(row.placement());
  }

  private void choice(PartitionChoice choice, Object where) {
    if (choice instanceof PartitionChoice.AnyOf any) {
      check(!any.choices().isEmpty(), "a choice of nothing", where);
      any.choices().forEach(each -> choice(each, where));
    } else if (choice instanceof PartitionChoice.KeyEquals equals) {
      check(
          equals.operands().size() == equals.key().columns().size(),
          "a choice by a part of the key",
          where);
      for (PartitionChoice.Operand operand : equals.operands()) {
        check(
            !(operand instanceof PartitionChoice.SlotOperand slot) || texts.hasSlot(slot.number()),
            "a slot that the statement has not",
            where);
      }
    }
  }

  /** An INSERT that only says where rows lie. */
  static void placement(PlacedRows rows) {
    check(!rows.rows().isEmpty(), "a placement of no row", rows);
    positions(rows);
  }

  /** A row has a cell for each column, and those of the key among them. */
  static void positions(PlacedRows rows) {
    int width = rows.columns().size();
    ShardKey key = rows.key();
    check(
        rows.keyPositions().size() == (key == null ? 0 : key.columns().size()),
        "an INSERT that places by another key",
        rows);
    cells(rows.keyPositions(), width, rows);
    for (PlacedRows.Row row : rows.rows()) {
      check(row.cells().size() == width, "a row with other cells than columns", rows);
    }
    PlacedRows.IssuedColumn issued = rows.issued();
    check(issued == null || issued.position() < width, "an issued value in no cell", rows);
  }

  static void cells(List<Integer> cells, int width, Object where) {
    check(
        cells.stream().allMatch(cell -> cell >= 0 && cell < width),
        "a cell that no row has",
        where);
  }
}
