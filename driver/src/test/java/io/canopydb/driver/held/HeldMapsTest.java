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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which statements and transactions stand against a change of the map, and until when. */
class HeldMapsTest {
  private static final Plan.Name TABLE = new Plan.Name("shop", "t");
  private static final Plan.Name OTHER = new Plan.Name("shop", "u");

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
    PartitionMap map =
        new PartitionMap(
            List.of(
                new Partition(
                    0,
                    PartitionState.ONLINE,
                    List.of(new PartitionInstance(master, Role.MASTER)))));
    Map<String, Table> tables =
        Map.of("t", table("t", moving.contains("t")), "u", table("u", moving.contains("u")));
    return new ClusterSnapshot(
        version,
        Engine.MYSQL,
        Map.of(),
        Map.of("shop", new Database("shop", map, tables, Map.of(), Map.of())),
        Map.of());
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
    assertThat(maps.oldestHeld(2)).isEqualTo(1);
    doing.statement = false;
    assertThat(hold.map().version()).as("between statements").isEqualTo(2);
    assertThat(maps.oldestHeld(2)).isEqualTo(2);
    begin();
    assertThat(hold.map().version()).as("the next statement").isEqualTo(2);
  }

  @Test
  void aMasterIsGivenUpWhenTheStatementsThatMayWriteThereHaveEnded() {
    begin();
    assertThat(hold.enter(plan(TABLE))).isEqualTo(MapHold.Entry.HELD);
    ClusterSnapshot changed = publish(2);
    assertThat(maps.drained(changed)).isFalse();
    assertThat(hold.stillHolds()).isFalse();
    doing.statement = false;
    assertThat(maps.drained(changed)).isTrue();
  }

  @Test
  void whatNobodyUsesIsDrainedAtOnce() {
    begin();
    assertThat(hold.enter(plan(TABLE))).isEqualTo(MapHold.Entry.HELD);
    assertThat(maps.drained(publish(1))).as("another version of the same places").isTrue();
    assertThat(maps.drained(publish(1, "u"))).as("another table moves").isTrue();
    assertThat(maps.drained(publish(1, "t"))).isFalse();
  }

  @Test
  void aStatementThatComesTooLateIsPlannedAnew() {
    begin();
    publish(2);
    assertThat(hold.enter(plan(TABLE))).isEqualTo(MapHold.Entry.CHANGED);
    assertThat(maps.drained(newest.get())).as("it has let go").isTrue();
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
    assertThat(maps.drained(moving)).isTrue();
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
    assertThat(maps.drained(changed)).isFalse();
    assertThat(maps.oldestHeld(2)).isEqualTo(1);
    begin();
    assertThat(hold.map().version()).as("the map of its first write").isEqualTo(1);
    assertThat(hold.renew()).isFalse();
    doing.statement = false;
    doing.transaction = false;
    assertThat(maps.drained(changed)).isTrue();
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
    assertThat(maps.drained(publish(2))).as("another master").isTrue();
    assertThat(maps.drained(publish(2, "t"))).as("rows that it may read again").isFalse();
  }

  @Test
  void whatATransactionUsesAlreadyDoesNotMoveBeforeItEnds() {
    doing.transaction = true;
    begin();
    hold.enter(plan(TABLE));
    ClusterSnapshot moving = publish(1, "t");
    begin();
    assertThat(hold.enter(plan(TABLE, OTHER))).isEqualTo(MapHold.Entry.HELD);
    assertThat(maps.drained(moving)).isFalse();
  }

  @Test
  void aSessionThatEndsHoldsNothing() {
    begin();
    hold.enter(plan(TABLE));
    hold.close();
    assertThat(maps.drained(publish(2))).isTrue();
  }
}
