package io.canopydb.driver.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.LeafConnections;
import io.canopydb.driver.transaction.ScriptedLeaf.Fault;
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
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A transaction over leaves of which each step fails in each way: all leaves have committed in the
 * end or none, and the user was told which, or that it is in doubt.
 */
class CommitStepsTest {
  private static final String DATABASE = "shop";

  private final List<String> told = new ArrayList<>();
  private int failing = Integer.MAX_VALUE;
  private Fault fault = Fault.NONE;
  private int leaseLostAt = Integer.MAX_VALUE;

  private Fault next(String what) {
    told.add(what);
    return told.size() - 1 == failing ? fault : Fault.NONE;
  }

  @ParameterizedTest
  @CsvSource({
    "MYSQL,1,0",
    "MYSQL,2,0",
    "MYSQL,3,0",
    "MYSQL,2,1",
    "MYSQL,1,1",
    "POSTGRESQL,1,0",
    "POSTGRESQL,2,0",
    "POSTGRESQL,3,0",
    "POSTGRESQL,2,1",
    "POSTGRESQL,1,1"
  })
  void allOrNoneAndToldSo(Engine engine, int writers, int readers) throws SQLException {
    assertThat(run(engine, writers, readers)).as("without a fault").isEqualTo("done");
    int steps = told.size();
    assertThat(steps).isGreaterThan(writers);
    List<String> outcomes = new ArrayList<>();
    for (Fault one : List.of(Fault.REFUSED, Fault.LOST_BEFORE, Fault.LOST_AFTER)) {
      fault = one;
      for (failing = 0; failing < steps; failing++) {
        outcomes.add(run(engine, writers, readers));
      }
    }
    failing = Integer.MAX_VALUE;
    for (leaseLostAt = 0; leaseLostAt <= steps; leaseLostAt++) {
      outcomes.add(run(engine, writers, readers));
    }
    assertThat(outcomes).contains("done", "undone", "in doubt");
  }

  /** Runs one; what the user was told, which is checked against what the leaves have. */
  private String run(Engine engine, int writers, int readers) throws SQLException {
    told.clear();
    Map<Integer, ScriptedLeaf> leaves = new LinkedHashMap<>();
    ClusterSnapshot snapshot = snapshot(engine, writers + readers, leaves);
    MetadataStore store =
        fake(
            MetadataStore.class,
            (self, method, given) ->
                switch (method.getName()) {
                  case "snapshot" -> snapshot;
                  case "lease" -> (Lease) () -> told.size() <= leaseLostAt;
                  case "clusterId" -> "6eec34e3-0e54-4ede-94e2-410131d76659";
                  case "aggregatorId" -> "a1";
                  default -> null;
                });
    LeafConnections connections =
        fake(
            LeafConnections.class,
            (self, method, given) ->
                switch (method.getName()) {
                  case "borrow" -> throw CanopyError.LEAF_UNREACHABLE.with("it", "gone");
                  case "hasSpare", "worthTrying" -> false;
                  case "open" -> 0;
                  default -> null;
                });
    String outcome;
    try (Door door = new Door(store, connections, FaultPoint.NONE);
        Transactions transactions =
            new Transactions(store, door, engine, Runnable::run, FaultPoint.NONE)) {
      outcome = outcome(transactions, leaves, writers);
    }
    settle(leaves);
    List<Boolean> committed =
        leaves.values().stream().limit(writers).map(leaf -> leaf.work).distinct().toList();
    String where = fault + " at " + failing + ", lease to " + leaseLostAt + ": " + told;
    assertThat(committed).as("all or none; told %s; %s", outcome, where).hasSize(1);
    if (!outcome.equals("in doubt")) {
      assertThat(committed.get(0)).as(where).isEqualTo(outcome.equals("done"));
    }
    return outcome;
  }

  private String outcome(
      Transactions transactions, Map<Integer, ScriptedLeaf> leaves, int writers) {
    ClusterTransaction transaction = transactions.begin(new Credentials("app", "secret"), DATABASE);
    List<LeafConnection> connections = new ArrayList<>();
    try (transaction) {
      for (ScriptedLeaf leaf : leaves.values()) {
        LeafConnection connection = leaf.connect();
        connections.add(connection);
        transaction.join(connection);
        transaction.begin(connection);
        if (connections.size() <= writers) {
          transaction.wrote(leaf.leaf, Participant.of(DATABASE, leaf.leaf.id() - 1));
          try (Statement statement = connection.jdbc().createStatement()) {
            statement.execute(ScriptedLeaf.WORK);
          }
        }
      }
    } catch (SQLException e) {
      transaction.rollback();
      connections.forEach(LeafConnection::close);
      return "undone";
    }
    try {
      transaction.commit();
      return "done";
    } catch (SQLException e) {
      return CanopyError.COMMIT_IN_DOUBT.is(e) ? "in doubt" : "undone";
    } finally {
      connections.forEach(LeafConnection::close);
    }
  }

  /** As the resolver does: by the decision, or else by writing that there is none. */
  private static void settle(Map<Integer, ScriptedLeaf> leaves) {
    boolean commit = leaves.values().stream().anyMatch(leaf -> leaf.decisions.containsValue("C"));
    for (ScriptedLeaf leaf : leaves.values()) {
      Set.copyOf(leaf.prepared.keySet()).forEach(name -> leaf.settle(name, commit));
    }
  }

  private ClusterSnapshot snapshot(Engine engine, int count, Map<Integer, ScriptedLeaf> scripted) {
    Map<Integer, Leaf> leaves = new LinkedHashMap<>();
    List<Partition> partitions = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      Leaf leaf =
          new Leaf(
              id, "host", id, engine, "1", 1, LeafState.ONLINE, new LeafAccount("canopy", "x"));
      leaves.put(id, leaf);
      scripted.put(id, new ScriptedLeaf(leaf, this::next));
      partitions.add(
          new Partition(
              id - 1, PartitionState.ONLINE, List.of(new PartitionInstance(id, Role.MASTER))));
    }
    Database database =
        new Database(DATABASE, new PartitionMap(partitions), Map.of(), Map.of(), Map.of());
    return new ClusterSnapshot(1, engine, leaves, Map.of(DATABASE, database), Map.of());
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            CommitStepsTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
