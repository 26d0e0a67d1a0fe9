package io.canopydb.driver.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.PartitionState;
import io.canopydb.metadata.model.Role;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.store.DrainScope;
import io.canopydb.metadata.store.Holdings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which statements and transactions stand against a change of the map, and until when. */
class HeldMapsTest {
  private static final Plan.Name TABLE = new Plan.Name("shop", "t");
  private static final Plan.Name OTHER = new Plan.Name("shop", "u");
  private static final DrainScope ROWS = new DrainScope.OfTable("shop", "t");
  private static final DrainScope PLACE = new DrainScope.OfPartition("shop", 0);

  private final AtomicReference<ClusterSnapshot> newest =
      new AtomicReference<>(snapshot(1, 1, Set.of()));
  private final HeldMaps maps = new HeldMaps(newest::get);
  private final Doing doing = new Doing();
  private final MapHold hold = maps.open(doing);

  /** What the session does. */
  private static final class Doing implements Holder {
    private boolean statement;
    private boolean transaction;
    private boolean written;

    @Override
    public boolean inStatement() {
      return statement;
    }

    @Override
    public boolean inTransaction() {
      return transaction;
    }

    @Override
    public boolean hasWritten() {
      return written;
    }
  }

  /** A plan that is right for the versions that it says. */
  private record Planned(Set<Plan.Name> movable, long upTo) implements Resolved {
    @Override
    public boolean holds(ClusterSnapshot snapshot) {
      return snapshot.version() <= upTo;
    }
  }

  private static Planned plan(Plan.Name... tables) {
    return new Planned(Set.of(tables), Long.MAX_VALUE);
  }

  private static ClusterSnapshot snapshot(long version, int master, Set<String> moving) {
    PartitionMap map = new PartitionMap(List.of(partition(0, master)));
    Map<String, Table> tables =
        Map.of("t", table("t", moving.contains("t")), "u", table("u", moving.contains("u")));
    return new ClusterSnapshot(
        version,
        Engine.MYSQL,
        Map.of(),
        Map.of("shop", new Database("shop", map, tables, Map.of(), Map.of())),
        Map.of());
  }

  private static Partition partition(int ordinal, int master) {
    return new Partition(
        ordinal,
        PartitionState.ONLINE,
        master == PartitionMap.NO_LEAF
            ? List.of()
            : List.of(new PartitionInstance(master, Role.MASTER)));
  }

  private static Table table(String name, boolean moving) {
    return new Table(name, new Distribution.Keyless(), List.of(), List.of(), 0, moving, false);
  }

  private ClusterSnapshot publish(int master, String... moving) {
    ClusterSnapshot next = snapshot(newest.get().version() + 1, master, Set.of(moving));
    newest.set(next);
    return next;
  }

  private void begin() {
    doing.statement = true;
    hold.begin(doing.transaction);
  }

  @Test
  void aStatementGoesByOneMapToItsEnd() {
    begin();
    assertThat(hold.map().version()).isEqualTo(1);
    publish(1);
    assertThat(hold.map().version()).as("within the statement").isEqualTo(1);
    assertThat(maps.held(newest.get()).oldest()).isEqualTo(1);
    doing.statement = false;
    assertThat(hold.map().version()).as("between statements").isEqualTo(2);
    assertThat(maps.held(newest.get()).oldest()).isEqualTo(2);
    begin();
    assertThat(hold.map().version()).as("the next statement").isEqualTo(2);
  }

  @Test
  void aMasterIsGivenUpWhenTheStatementsThatMayWriteThereHaveEnded() {
    begin();
    assertThat(hold.enter(plan(TABLE))).isEqualTo(MapHold.Entry.HELD);
    ClusterSnapshot changed = publish(2);
    assertThat(maps.held(changed).parts()).isNotEmpty();
    assertThat(hold.stillHolds()).isFalse();
    doing.statement = false;
    assertThat(maps.held(changed).parts()).isEmpty();
  }

  @Test
  void whatNobodyUsesIsDrainedAtOnce() {
    begin();
    assertThat(hold.enter(plan(TABLE))).isEqualTo(MapHold.Entry.HELD);
    assertThat(maps.held(publish(1)).parts()).as("another version of the same places").isEmpty();
    assertThat(maps.held(publish(1, "u")).parts()).as("another table moves").isEmpty();
    assertThat(maps.held(publish(1, "t")).parts()).isNotEmpty();
  }

  @Test
  void aStatementThatComesTooLateIsPlannedAnew() {
    begin();
    publish(2);
    assertThat(hold.enter(plan(TABLE))).isEqualTo(MapHold.Entry.CHANGED);
    assertThat(maps.held(newest.get()).parts()).as("it has let go").isEmpty();
    assertThat(hold.renew()).isTrue();
    assertThat(hold.map().version()).isEqualTo(2);
    assertThat(hold.enter(plan(TABLE))).isEqualTo(MapHold.Entry.HELD);
  }

  @Test
  void aPlanThatIsRightNoMoreIsMadeAnew() {
    begin();
    publish(1);
    assertThat(hold.enter(new Planned(Set.of(TABLE), 1))).isEqualTo(MapHold.Entry.CHANGED);
  }

  @Test
  void aTableWhoseRowsMoveIsNotEntered() {
    begin();
    ClusterSnapshot moving = publish(1, "t");
    assertThat(hold.enter(plan(TABLE))).isEqualTo(MapHold.Entry.MOVING);
    assertThat(maps.held(moving).parts()).isEmpty();
    assertThat(hold.enter(plan(OTHER))).isEqualTo(MapHold.Entry.HELD);
  }

  @Test
  void aTransactionThatHasWrittenHoldsWhereItWroteToItsEnd() {
    doing.transaction = true;
    begin();
    hold.enter(plan(TABLE));
    doing.written = true;
    doing.statement = false;
    ClusterSnapshot changed = publish(2);
    assertThat(maps.held(changed).parts()).isNotEmpty();
    assertThat(maps.held(newest.get()).oldest()).isEqualTo(1);
    begin();
    assertThat(hold.map().version()).as("the map of its first write").isEqualTo(1);
    assertThat(hold.renew()).isFalse();
    doing.statement = false;
    doing.transaction = false;
    assertThat(maps.held(changed).parts()).isEmpty();
  }

  @Test
  void aTransactionTakesNewerMapsWhileItsPartitionsStay() {
    doing.transaction = true;
    begin();
    hold.enter(plan(TABLE));
    doing.written = true;
    publish(1, "u");
    begin();
    assertThat(hold.map().version()).isEqualTo(2);
  }

  @Test
  void aTransactionThatOnlyReadsHoldsRowsButNoMaster() {
    doing.transaction = true;
    begin();
    hold.enter(plan(TABLE));
    doing.statement = false;
    assertThat(maps.held(publish(2)).parts()).as("another master").isEmpty();
    assertThat(maps.held(publish(2, "t")).parts()).as("rows that it may read again").isNotEmpty();
  }

  @Test
  void whatATransactionUsesAlreadyDoesNotMoveBeforeItEnds() {
    doing.transaction = true;
    begin();
    hold.enter(plan(TABLE));
    ClusterSnapshot moving = publish(1, "t");
    begin();
    assertThat(hold.enter(plan(TABLE, OTHER))).isEqualTo(MapHold.Entry.HELD);
    assertThat(maps.held(moving).parts()).isNotEmpty();
  }

  @Test
  void rowsThatAreStillToComeHoldTheMapOfTheirStatement() {
    begin();
    hold.enter(plan(TABLE));
    KeptMap rows = hold.keep();
    doing.statement = false;
    ClusterSnapshot changed = publish(2, "t");
    begin();
    hold.enter(plan(OTHER));
    doing.statement = false;
    Holdings held = maps.held(changed);
    assertThat(held.oldest()).isEqualTo(1);
    assertThat(held.parts())
        .containsExactlyInAnyOrder(new Holdings.Part(ROWS, 1), new Holdings.Part(PLACE, 1));
    rows.close();
    rows.close();
    assertThat(maps.held(changed)).isEqualTo(Holdings.nothingBefore(2));
  }

  @Test
  void onlyWhatIsUsedAndDiffersIsTold() {
    begin();
    hold.enter(plan(TABLE));
    assertThat(maps.held(publish(1))).as("it is as it was").isEqualTo(new Holdings(1, List.of()));
    assertThat(maps.held(publish(PartitionMap.NO_LEAF, "u")).parts())
        .as("no master, and another table's rows")
        .containsExactly(new Holdings.Part(PLACE, 1));
    assertThat(maps.held(publish(1, "t")).parts())
        .as("the master is back")
        .containsExactly(new Holdings.Part(ROWS, 1));
  }

  /** Also where the map that its later statements go by is a newer one. */
  @Test
  void aTransactionHoldsSinceItUsedATableFirst() {
    doing.transaction = true;
    begin();
    hold.enter(plan(TABLE));
    publish(1);
    begin();
    assertThat(hold.map().version()).isEqualTo(2);
    doing.statement = false;
    ClusterSnapshot moving = publish(1, "t");
    assertThat(maps.held(moving)).isEqualTo(new Holdings(3, List.of(new Holdings.Part(ROWS, 1))));
    doing.written = true;
    assertThat(maps.held(moving)).isEqualTo(new Holdings(1, List.of(new Holdings.Part(ROWS, 1))));
  }

  @Test
  void aSplitDatabaseIsToldAsAWhole() {
    begin();
    hold.enter(plan(TABLE));
    Database shop = newest.get().databases().get("shop");
    List<Partition> more = List.of(shop.partitionMap().partitions().get(0), partition(1, 1));
    newest.set(
        newest
            .get()
            .withDatabase(
                new Database("shop", new PartitionMap(more), shop.tables(), Map.of(), Map.of())));
    ClusterSnapshot split =
        new ClusterSnapshot(2, Engine.MYSQL, Map.of(), newest.get().databases(), Map.of());
    assertThat(maps.held(split).parts())
        .as("other partitions than before")
        .containsExactly(new Holdings.Part(new DrainScope.OfDatabase("shop"), 1));
  }

  @Test
  void aSessionThatEndsHoldsNothing() {
    begin();
    hold.enter(plan(TABLE));
    KeptMap rows = hold.keep();
    hold.close();
    assertThat(maps.held(publish(2))).isEqualTo(Holdings.nothingBefore(2));
    rows.close();
  }
}
