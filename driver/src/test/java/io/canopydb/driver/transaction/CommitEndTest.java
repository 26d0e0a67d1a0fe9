package io.canopydb.driver.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.PartitionState;
import io.canopydb.metadata.model.Role;
import io.canopydb.metadata.store.Lease;
import io.canopydb.metadata.store.MetadataStore;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of a commit that a leaf has done, by what holds when the leaf has answered. */
class CommitEndTest {
  private static final Leaf LEAF =
      new Leaf(
          1, "h", 1, Engine.MYSQL, "1", 1, LeafState.ONLINE, new LeafAccount("canopy", "sealed"));
  private static final Set<Participant> FIRST = Participant.of("shop", 0);

  private final LeafConnection connection =
      new ScriptedLeaf(LEAF, told -> ScriptedLeaf.Fault.NONE).connect();
  private final List<Set<Participant>> acknowledged = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private boolean lease = true;
  private int master = 1;

  private CommitEnd end(Acknowledgement acknowledgement) {
    MetadataStore store =
        (MetadataStore)
            Proxy.newProxyInstance(
                CommitEndTest.class.getClassLoader(),
                new Class<?>[] {MetadataStore.class},
                (self, method, given) ->
                    method.getName().equals("lease") ? (Lease) () -> lease : snapshot());
    return new CommitEnd(store, acknowledgement, steps::add);
  }

  private ClusterSnapshot snapshot() {
    PartitionMap map =
        new PartitionMap(
            List.of(
                new Partition(
                    0,
                    PartitionState.ONLINE,
                    List.of(new PartitionInstance(master, Role.MASTER)))));
    return new ClusterSnapshot(
        1,
        Engine.MYSQL,
        Map.of(1, LEAF),
        Map.of("shop", new Database("shop", map, Map.of(), Map.of(), Map.of())),
        Map.of());
  }

  private void acknowledge(LeafConnection on, Set<Participant> written) {
    acknowledged.add(written);
  }

  private void isInDoubt(Set<Participant> written, Acknowledgement by, String why) {
    assertThatThrownBy(() -> end(by).committed(connection, written))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(CanopyError.COMMIT_IN_DOUBT.is(e)).isTrue();
              assertThat(e.getSQLState()).isEqualTo("08007");
            })
        .hasMessageContaining(why);
  }

  @Test
  void isDoneWhereLeaseAndMapHold() throws SQLException {
    for (Set<Participant> written : List.of(FIRST, Participant.COPIES, Participant.UNKNOWN)) {
      end(this::acknowledge).committed(connection, written);
    }
    assertThat(acknowledged).containsExactly(FIRST, Participant.COPIES, Participant.UNKNOWN);
    assertThat(steps).containsOnly("written").hasSize(3);
  }

  @Test
  void whatWroteNothingThatOthersSeeWaitsForNobody() throws SQLException {
    lease = false;
    end(this::acknowledge).committed(connection, Set.of());
    assertThat(acknowledged).isEmpty();
  }

  @Test
  void isInDoubtWithoutTheLease() {
    lease = false;
    isInDoubt(FIRST, this::acknowledge, "lost touch with ZooKeeper");
    isInDoubt(Participant.UNKNOWN, this::acknowledge, "lost touch with ZooKeeper");
  }

  @Test
  void isInDoubtWhereThePartitionHasAnotherMaster() {
    master = 2;
    isInDoubt(FIRST, this::acknowledge, "partition 0 of shop got another master");
    master = PartitionMap.NO_LEAF;
    isInDoubt(FIRST, this::acknowledge, "partition 0 of shop got another master");
  }

  @Test
  void isInDoubtWithoutTheReplicasAcknowledgement() {
    isInDoubt(
        FIRST,
        (on, written) -> {
          throw new SQLException("no replica answers", "HY000");
        },
        "no replica answers");
  }

  @Test
  void whatIsOnlyPreparedFailsAsWhatItIs() {
    master = 2;
    assertThatThrownBy(() -> end(Acknowledgement.NONE).prepared(connection, FIRST))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(CanopyError.PARTITIONS_MOVED.is(e)).isTrue());
  }
}
