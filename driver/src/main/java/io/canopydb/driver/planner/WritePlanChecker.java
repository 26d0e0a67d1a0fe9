package io.canopydb.driver.planner;

import static io.canopydb.driver.planner.LeafSqlChecker.check;
import static io.canopydb.driver.planner.ReadPlanChecker.cells;
import static io.canopydb.driver.planner.ReadPlanChecker.placement;
import static io.canopydb.driver.planner.ReadPlanChecker.positions;

import io.canopydb.driver.plan.InsertCells;
import io.canopydb.driver.plan.InsertQuery;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.KeyedLookup;
import io.canopydb.driver.plan.KeyedWrite;
import io.canopydb.driver.plan.LookupRows;
import io.canopydb.driver.plan.LookupWrite;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.plan.RefusedWrite;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.plan.Upsert;
import io.canopydb.driver.plan.Write;
import io.canopydb.driver.plan.WriteNode;
import java.util.List;

/** What {@link PlanChecker} asks of nodes that write. */
final class WritePlanChecker implements WriteNode.Visitor<Boolean, RuntimeException> {
  private final ReadPlanChecker reads;

  WritePlanChecker(ReadPlanChecker reads) {
    this.reads = reads;
  }

  @Override
  public Boolean write(Write node) {
    reads.texts().filled(node.sql(), 0);
    reads.target(node.target(), node.sql(), node);
    check(
        node.target() instanceof Target.Partitions
            || node.target() instanceof Target.PinnedLeaf
            || node.target() instanceof Target.EveryLeaf,
        "a write on any leaf",
        node);
    return true;
  }

  @Override
  public Boolean oneOrMany(OneOrManyWrite node) {
    reads.one(node.database(), node.choices(), node.whole().target(), node);
    return node.whole().accept(this) && node.many().accept(this);
  }

  @Override
  public Boolean lookup(LookupWrite node) {
    reads.row(node.row());
    reads.partitions(node.row().database(), node.whole().target(), node);
    return node.whole().accept(this) && node.many().accept(this);
  }

  @Override
  public Boolean insertRows(InsertRows node) {
    insert(node, 0);
    return true;
  }

  @Override
  public Boolean insertQuery(InsertQuery node) {
    check(
        node.rows().placed().rows().size() == 1, "a query that is inserted as several rows", node);
    int given = node.rows().placed().rows().get(0).cells().size();
    check(node.width() <= given, "a query that gives more than a row has", node);
    insert(node.rows(), 0);
    return node.query().accept(reads);
  }

  @Override
  public Boolean insertCells(InsertCells node) {
    insert(node.rows(), Integer.MAX_VALUE);
    return node.query().accept(reads);
  }

  @Override
  public Boolean keyedWrite(KeyedWrite node) {
    check(!node.targets().isEmpty(), "a write of no table", node);
    for (KeyedWrite.KeyedTarget target : node.targets()) {
      keyed(target, node.width());
    }
    return node.query().accept(reads);
  }

  @Override
  public Boolean refused(RefusedWrite node) {
    check(!node.why().construct().isBlank(), "a refusal of nothing", node);
    return true;
  }

  private void keyed(KeyedWrite.KeyedTarget target, int width) {
    placement(target.placement());
    check(!target.identity().isEmpty(), "a row that nothing tells from others", target);
    cells(target.keys(), width, target);
    cells(target.identity(), width, target);
    reads.texts().filled(target.statement(), width);
    KeyedWrite.Move move = target.move();
    if (move != null) {
      placement(move.placement());
      cells(move.keys(), width, move);
      reads.texts().filled(List.of(move.delete(), move.insert(), move.moved()), width);
    }
    lookups(target.lookups(), width);
  }

  private void lookups(List<KeyedLookup> lookups, int width) {
    for (KeyedLookup lookup : lookups) {
      placement(lookup.placement());
      cells(lookup.gone(), width, lookup);
      cells(lookup.come(), width, lookup);
      check(lookup.come().containsAll(lookup.nullable()), "a NULL in no cell", lookup);
      check(lookup.come().isEmpty() == (lookup.insert() == null), "a lookup row of none", lookup);
      reads.texts().filled(lookup.delete(), width);
      if (lookup.insert() != null) {
        reads.texts().filled(lookup.insert(), width);
      }
    }
  }

  private void insert(InsertRows insert, int queried) {
    PlacedRows rows = insert.placed();
    rows(rows, queried);
    for (LookupRows lookup : insert.lookups()) {
      placement(lookup.rows());
      cells(lookup.cells(), rows.columns().size(), lookup);
      check(lookup.cells().containsAll(lookup.nullable()), "a NULL in no cell", lookup);
    }
    if (insert.upsert() != null) {
      upsert(insert.upsert(), rows.columns().size());
    }
  }

  private void rows(PlacedRows rows, int queried) {
    check(!rows.rows().isEmpty(), "an INSERT of no row", rows);
    positions(rows);
    reads.texts().filled(rows.head(), 0);
    reads.texts().filled(rows.tail(), 0);
    for (PlacedRows.Row row : rows.rows()) {
      row.cells().forEach(cell -> cell(cell, queried, rows));
    }
  }

  private void cell(PlacedRows.Cell cell, int queried, PlacedRows rows) {
    if (cell instanceof PlacedRows.SlotCell slot) {
      check(reads.texts().hasSlot(slot.number()), "a slot that the statement has not", rows);
    } else if (cell instanceof PlacedRows.TextCell text) {
      reads.texts().filled(text.sql(), 0);
    } else if (cell instanceof PlacedRows.EvaluatedCell text) {
      reads.texts().filled(text.sql(), 0);
      reads.texts().shellOnly(text.sql());
    } else if (cell instanceof PlacedRows.QueriedCell from) {
      check(from.column() < queried, "a cell of no query", rows);
    }
  }

  /**
   * What becomes of duplicates.
   *
   * @param width how many columns a row has
   */
  private void upsert(Upsert upsert, int width) {
    check(!upsert.identity().isEmpty(), "a row that nothing tells from others", upsert);
    rows(upsert.plain(), Integer.MAX_VALUE);
    for (Upsert.Key key : upsert.keys()) {
      cells(key.cells(), width, key);
      reads.texts().filled(key.find(), key.cells().size());
      if (key.lookup() != null) {
        placement(key.lookup().rows());
        placement(key.lookup().shardKey());
        reads.texts().filled(key.lookup().select(), key.cells().size());
      }
    }
    reads.texts().filled(List.of(upsert.image(), upsert.delete()), upsert.width());
    lookups(upsert.lookups(), upsert.width());
  }
}
