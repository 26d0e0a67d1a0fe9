package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.jdbc.CanopyXADataSource;
import io.canopydb.driver.session.Clusters;
import io.canopydb.it.transaction.Branches.Name;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.DrainScope;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.ZooKeeperStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The partitions of a leaf lose their masters while something stands still that goes by the map
 * before. All aggregators have applied the new one at once; but it is drained only when that has
 * ended.
 */
@Timeout(120)
class DrainTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int LEAF = 1;
  private static final String ADD = "UPDATE account SET balance = balance + 1 WHERE id = ";

  private interface Act {
    void run() throws Exception;
  }

  /** Whoever wants to give the partitions of a leaf to another. */
  private static final class Promotion implements AutoCloseable {
    private final ZooKeeperStore store;
    private final PartitionMap whole;
    private final List<DrainScope> mine = new ArrayList<>();

    Promotion(FragileCluster cluster) throws Exception {
      store = ZooKeeperStore.connect(cluster.address(), Aggregator.Kind.MANAGER, "localhost", 0);
      whole = database(store.snapshot()).partitionMap();
    }

    private static Database database(ClusterSnapshot snapshot) {
      return Objects.requireNonNull(snapshot.databases().get(FragileCluster.DATABASE));
    }

    /** The version without the masters, which all aggregators have applied. */
    long takeAway() throws Exception {
      List<Partition> partitions = new ArrayList<>();
      for (Partition partition : whole.partitions()) {
        boolean gone = partition.masterLeaf().orElse(0) == LEAF;
        if (gone) {
          mine.add(new DrainScope.OfPartition(FragileCluster.DATABASE, partition.ordinal()));
        }
        partitions.add(
            gone ? new Partition(partition.ordinal(), partition.state(), List.of()) : partition);
      }
      long version = publish(new PartitionMap(partitions));
      store.barrier(version, LONG);
      return version;
    }

    void giveBack() throws Exception {
      store.barrier(publish(whole), LONG);
    }

    private long publish(PartitionMap map) throws Exception {
      return store.update(now -> now.withDatabase(database(now).withPartitionMap(map))).version();
    }

    /** The masters go, and come back; meanwhile they were in use. */
    void findsThemInUse() throws Exception {
      long version = takeAway();
      for (List<? extends DrainScope> scopes :
          List.of(mine, List.of(new DrainScope.Everything()))) {
        assertThatThrownBy(() -> store.drained(version, scopes, SHORT))
            .isInstanceOfSatisfying(
                MetadataException.class,
                e -> assertThat(e.reason()).isEqualTo(MetadataException.Reason.TIMEOUT));
      }
      // What has not changed for the statement is nothing to wait for.
      store.drained(version, List.of(new DrainScope.OfTable("other", "account")), LONG);
      giveBack();
    }

    /** The masters go, and come back; meanwhile nobody used them. */
    void findsThemFree() throws Exception {
      long version = takeAway();
      store.drained(version, mine, LONG);
      store.drained(version, List.of(new DrainScope.Everything()), LONG);
      giveBack();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /** A statement that stands at a step. */
  @ParameterizedTest
  @CsvSource({
    "MYSQL, resolved",
    "MYSQL, borrowed",
    "MYSQL, sent",
    "POSTGRESQL, resolved",
    "POSTGRESQL, borrowed",
    "POSTGRESQL, sent"
  })
  void waitsForAStatementUntilItIsAcknowledged(Engine engine, String step) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(LEAF).get(0);
    AtomicReference<Act> next = new AtomicReference<>();
    FaultPoint faults =
        reached -> {
          Act act = reached.equals(step) ? next.getAndSet(null) : null;
          if (act != null) {
            run(act);
          }
        };
    try (Promotion promotion = new Promotion(cluster);
        Connection connection = cluster.connect(faults);
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              ADD + account,
              "UPDATE account SET balance = balance + 1",
              "SELECT balance FROM account WHERE id = " + account)) {
        next.set(promotion::findsThemInUse);
        statement.execute(sql);
        assertThat(next.get()).as("it was reached").isNull();
        promotion.findsThemFree();
      }
      connection.setAutoCommit(false);
      next.set(promotion::findsThemInUse);
      statement.execute(ADD + account);
      assertThat(next.get()).isNull();
      connection.rollback();
      assertThat(CoordinatorDeathTest.balance(connection, account)).isEqualTo(1002);
      connection.rollback();
    }
  }

  private static void run(Act act) {
    try {
      act.run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitsForATransactionThatHasWritten(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(LEAF).get(0);
    try (Promotion promotion = new Promotion(cluster);
        Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      CoordinatorDeathTest.balance(connection, account);
      promotion.findsThemFree(); // it has only read
      statement.executeUpdate(ADD + account);
      promotion.findsThemInUse();
      CoordinatorDeathTest.balance(connection, account);
      promotion.findsThemInUse();
      connection.commit();
      promotion.findsThemFree();
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitsForRowsThatAreStreamed(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    try (Promotion promotion = new Promotion(cluster);
        Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement()) {
      for (String sql : List.of("SELECT * FROM account", "SELECT * FROM account ORDER BY id")) {
        statement.setFetchSize(engine == Engine.MYSQL ? Integer.MIN_VALUE : 2);
        try (ResultSet rows = statement.executeQuery(sql)) {
          assertThat(rows.next()).isTrue();
          promotion.findsThemInUse();
        }
        promotion.findsThemFree();
        statement.setFetchSize(0);
        try (ResultSet rows = statement.executeQuery(sql)) {
          assertThat(rows.next()).isTrue();
          promotion.findsThemFree(); // all of them are here
        }
      }
      statement.setFetchSize(engine == Engine.MYSQL ? Integer.MIN_VALUE : 2);
      ResultSet rows = statement.executeQuery("SELECT * FROM account");
      while (rows.next()) {
        assertThat(rows.getInt(1)).isNotNegative();
      }
      promotion.findsThemFree(); // they are read to their end
    }
  }

  @Test
  void waitsForACopy() throws Exception {
    FragileCluster cluster = FragileCluster.of(Engine.POSTGRESQL);
    cluster.fill();
    try (Promotion promotion = new Promotion(cluster);
        Connection connection = cluster.connect(FragileCluster.DATABASE)) {
      CopyIn copy =
          connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY transfer FROM STDIN");
      promotion.findsThemInUse();
      byte[] row = "copied\n".getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(row, 0, row.length);
      promotion.findsThemInUse();
      copy.endCopy();
      promotion.findsThemFree();
      copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY transfer FROM STDIN");
      copy.cancelCopy();
      promotion.findsThemFree();
    }
  }

  /** Its prepared part is nobody's session any more: the drain of leaves settles it. */
  @ParameterizedTest
  @EnumSource
  void waitsForABranchUntilItIsPrepared(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(LEAF).get(0);
    CanopyXADataSource source = new CanopyXADataSource(new Clusters(FaultPoint.NONE)::open);
    source.setUrl(cluster.url(FragileCluster.DATABASE));
    XAConnection connection = source.getXAConnection();
    try (Promotion promotion = new Promotion(cluster)) {
      XAResource resource = connection.getXAResource();
      Xid xid = new Name("drained " + engine);
      resource.start(xid, XAResource.TMNOFLAGS);
      try (Connection handle = connection.getConnection();
          Statement statement = handle.createStatement()) {
        statement.executeUpdate(ADD + account);
        promotion.findsThemInUse();
      }
      resource.end(xid, XAResource.TMSUCCESS);
      promotion.findsThemInUse();
      assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
      promotion.findsThemFree();
      resource.rollback(xid);
    } finally {
      connection.close();
    }
  }

  /** Whoever closes a session, and leaves all else open. */
  @ParameterizedTest
  @EnumSource
  void doesNotWaitForASessionThatHasEnded(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(LEAF).get(0);
    try (Promotion promotion = new Promotion(cluster);
        Connection other = cluster.connect(FragileCluster.DATABASE)) {
      assertThat(other.isValid(10)).isTrue();
      Connection connection = cluster.connect(FragileCluster.DATABASE);
      connection.setAutoCommit(false);
      write(connection, account);
      promotion.findsThemInUse();
      connection.close();
      promotion.findsThemFree();
    }
  }

  private static void write(Connection connection, int account) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(ADD + account)).isOne();
    }
  }
}
