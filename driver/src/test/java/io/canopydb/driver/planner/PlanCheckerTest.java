package io.canopydb.driver.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.plan.Aggregate;
import io.canopydb.driver.plan.Count;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.KeptKeys;
import io.canopydb.driver.plan.KeyColumn;
import io.canopydb.driver.plan.KeyKind;
import io.canopydb.driver.plan.KeyedWrite;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Limit;
import io.canopydb.driver.plan.MergeColumn;
import io.canopydb.driver.plan.MergeSort;
import io.canopydb.driver.plan.Move;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Redistribute;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.SortKey;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.plan.Write;
import io.canopydb.driver.plan.WriteNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanCheckerTest {
  private static final Plan.Basis BASIS = new Plan.Basis(Map.of(), Map.of(), List.of());
  private static final Target ALL =
      new Target.Partitions("shop", new PartitionChoice.All("no key"));
  private static final LeafSql.Part NAMESPACE = new LeafSql.Namespace("shop");
  private static final LeafSql SHELL = LeafSql.of("SELECT 1");

  /** The statement has the slots 1 and 2. */
  private static final LeafSql SHAPE =
      sql(new LeafSql.SlotText(1), new LeafSql.EachRow(sql(new LeafSql.SlotText(2))));

  @Test
  void plansThatCanBeRun() {
    Gather.Ship kept = ship(0, route(), List.of(0));
    Gather.Ship among = ship(1, route(new LeafSql.AmongKeys("a", new KeptKeys(0, 0))), List.of());
    Gather gather =
        new Gather(List.of(kept, among), List.of(), sql(scratch(0), scratch(1), slot(2)));
    assertThat(holds(gather)).isTrue();
    assertThat(
            holds(
                new Redistribute(
                    List.of(broadcast(ship(5, route(), List.of()))),
                    (Target.Partitions) ALL,
                    route(scratch(5)),
                    gather)))
        .isTrue();
    MergeSort sorted = new MergeSort(route(), List.of(key(0)));
    assertThat(holds(new Aggregate(sorted, List.of(column(0)), first()))).isTrue();
    assertThat(holds(new Limit(sorted, new Count.InSlot(1), Count.NONE))).isTrue();
    assertThat(holds(new Refused("this", "do that"))).isTrue();
    assertThat(holds(new Write(sql(NAMESPACE), ALL, false, false))).isTrue();
  }

  @Test
  void scratchTablesThatNothingFills() {
    fails(route(scratch(0)), "a scratch table that nothing filled");
    fails(new Gather(List.of(), List.of(), sql(scratch(0))), "a scratch table that nothing filled");
    Gather.Derived self = new Gather.Derived(3, sql(scratch(3)));
    fails(new Gather(List.of(), List.of(self), SHELL), "a scratch table that nothing filled");
    LeafSql.Part keys = new LeafSql.AmongKeys("a", new KeptKeys(0, 0));
    Gather.Ship unkept = ship(0, route(), List.of());
    fails(
        new Gather(List.of(unkept, ship(1, route(keys), List.of())), List.of(), SHELL),
        "keys that none kept");
    fails(new Gather(List.of(unkept, unkept), List.of(), SHELL), "a scratch table that is filled");
  }

  @Test
  void scratchTablesThatLieOtherwise() {
    Redistribute each =
        new Redistribute(
            List.of(broadcast(ship(5, route(), List.of()))),
            (Target.Partitions) ALL,
            route(new LeafSql.PartitionScratch(5)),
            route());
    fails(each, "a scratch table that nothing filled");
    Redistribute leaking =
        new Redistribute(each.moves(), each.over(), route(scratch(5)), route(scratch(5)));
    fails(leaking, "a scratch table that nothing filled");
  }

  @Test
  void targetsThatDoNotSuitTheText() {
    fails(new Route(SHELL, ALL, null), "names none");
    fails(new Route(sql(NAMESPACE), new Target.AnyLeaf(), null), "names partitions");
    fails(new Write(SHELL, new Target.AnyLeaf(), false, false), "a write on any leaf");
    Route whole = route();
    fails(new OneOrMany("shop", List.of(), whole, whole), "leaves none out");
    fails(
        new OneOrMany("shop", List.of(new PartitionChoice.All("no key")), whole, whole),
        "leaves none out");
  }

  @Test
  void holesThatNothingFills() {
    fails(route(slot(3)), "a slot that the statement has not");
    fails(route(new LeafSql.RowValue(0)), "a cell that no row has");
    fails(new Limit(route(), new Count.InSlot(3), Count.NONE), "a slot that the statement has not");
    fails(new KeyedWrite(route(), 1, List.of(), false, false, false), "a write of no table");
  }

  @Test
  void ordersThatAreNotThere() {
    fails(new Aggregate(route(), List.of(column(0)), first()), "not sorted by their keys");
    MergeSort other = new MergeSort(route(), List.of(key(1)));
    fails(new Aggregate(other, List.of(column(0)), first()), "not sorted by their keys");
    Route unsorted = new Route(sql(NAMESPACE), ALL, LeafSql.of(""));
    fails(new MergeSort(unsorted, List.of(key(0))), "unions without an order");
  }

  private static void fails(ReadNode root, String what) {
    assertThatThrownBy(() -> holds(root))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(what);
  }

  private static void fails(WriteNode root, String what) {
    assertThatThrownBy(() -> holds(root))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(what);
  }

  private static boolean holds(ReadNode root) {
    return PlanChecker.holds(new Plan<>(root, -1, SHELL, BASIS), SHAPE);
  }

  private static boolean holds(WriteNode root) {
    return PlanChecker.holds(Plan.ofWrite(root, BASIS), SHAPE);
  }

  private static LeafSql sql(LeafSql.Part... parts) {
    return new LeafSql(List.of(parts));
  }

  private static Route route(LeafSql.Part... more) {
    LeafSql sql = new LeafSql.Builder().part(NAMESPACE).all(sql(more)).build();
    return new Route(sql, ALL, null);
  }

  private static LeafSql.Part scratch(int id) {
    return new LeafSql.Scratch(id);
  }

  private static LeafSql.Part slot(int number) {
    return new LeafSql.SlotText(number);
  }

  private static Gather.Ship ship(int id, Route rows, List<Integer> kept) {
    return new Gather.Ship(id, rows, SHELL, List.of("a"), List.of(), List.of(), kept);
  }

  private static Move broadcast(Gather.Ship ship) {
    return new Move.Broadcast(ship, new Move.Volume(1, 1));
  }

  private static SortKey key(int column) {
    return new SortKey(column, KeyKind.values()[0], false, false);
  }

  private static KeyColumn column(int column) {
    return new KeyColumn(column, KeyKind.values()[0]);
  }

  private static List<MergeColumn> first() {
    return List.of(new MergeColumn.First(0));
  }
}
