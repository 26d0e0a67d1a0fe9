package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.jdbc.CanopyDriver;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.ZooKeeperStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statements that stand at a step while their partitions lose their masters: what was not sent
 * waits, and is done by the map that comes next.
 */
@Timeout(120)
class StoppedWriterTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int LEAF = 1;

  /** Does something at the next time that a step is reached. */
  private static final class At implements FaultPoint {
    private final Map<String, Act> acts = new HashMap<>();
    private final List<String> reached = new ArrayList<>();

    @Override
    public synchronized void reach(String step) {
      reached.add(step);
      Act act = acts.remove(step);
      if (act != null) {
        try {
          act.run();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    }

    synchronized void once(String step, Act act) {
      acts.put(step, act);
    }

    synchronized List<String> reached() {
      return List.copyOf(reached);
    }
  }

  private interface Act {
    void run() throws Exception;
  }

  /** Who changes the map. */
  private static final class Mover implements AutoCloseable {
    private final ZooKeeperStore store;
    private final PartitionMap whole;

    Mover(FragileCluster cluster) throws Exception {
      store = ZooKeeperStore.connect(cluster.address(), Aggregator.Kind.MANAGER, "localhost", 0);
      whole = database(store.snapshot()).partitionMap();
    }

    private static Database database(ClusterSnapshot snapshot) {
      return Objects.requireNonNull(snapshot.databases().get(FragileCluster.DATABASE));
    }

    /** No partition of the leaf has a master any more, and every aggregator knows. */
    void takeAway() throws Exception {
      takeAway(master -> master == LEAF);
    }

    /** No partition has a master any more, and every aggregator knows. */
    void takeAllAway() throws Exception {
      takeAway(master -> true);
    }

    private void takeAway(IntPredicate masters) throws Exception {
      List<Partition> partitions = new ArrayList<>();
      for (Partition partition : whole.partitions()) {
        boolean gone = masters.test(partition.masterLeaf().orElse(0));
        partitions.add(
            gone ? new Partition(partition.ordinal(), partition.state(), List.of()) : partition);
      }
      store.barrier(publish(new PartitionMap(partitions)), LONG);
    }

    void giveBack() throws Exception {
      store.barrier(publish(whole), LONG);
    }

    private long publish(PartitionMap map) throws Exception {
      return store.update(now -> now.withDatabase(database(now).withPartitionMap(map))).version();
    }

    @Override
    public void close() throws Exception {
      giveBack();
      store.close();
    }
  }

  /** Where nothing was sent the statement waits, and is done once. */
  @ParameterizedTest
  @CsvSource({"MYSQL, resolved", "MYSQL, borrowed", "POSTGRESQL, resolved", "POSTGRESQL, borrowed"})
  void whatWasNotSentIsDoneByTheNextMap(Engine engine, String step) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(LEAF).get(0);
    At at = new At();
    try (Mover mover = new Mover(cluster);
        Connection connection = cluster.connect(at);
        Statement statement = connection.createStatement();
        PreparedStatement prepared =
            connection.prepareStatement("UPDATE account SET balance = balance + ? WHERE id = ?")) {
      prepared.setInt(1, 10);
      prepared.setInt(2, account);
      List<Act> works =
          List.of(
              () -> assertThat(statement.executeUpdate(add(account, 1))).isOne(),
              () -> assertThat(prepared.executeUpdate()).isOne(),
              () ->
                  assertThat(statement.executeUpdate("UPDATE account SET balance = balance + 100"))
                      .isEqualTo(FragileCluster.ACCOUNTS),
              () -> assertThat(balance(statement, account)).isEqualTo(1111),
              () -> assertThat(sum(statement)).isEqualTo(120 * 1100 + 11),
              () -> {
                prepared.addBatch();
                prepared.addBatch();
                assertThat(prepared.executeBatch()).containsExactly(1, 1);
              });
      for (Act work : works) {
        assertThat(balance(statement, account)).isGreaterThanOrEqualTo(1000);
        at.once(step, mover::takeAway);
        at.once("waiting", mover::giveBack);
        int before = at.reached().size();
        work.run();
        List<String> since = at.reached().subList(before, at.reached().size());
        assertThat(since).contains(step, "waiting", "sent");
        assertThat(since.indexOf("waiting")).isLessThan(since.indexOf("sent"));
      }
    }
  }

  /** What its transaction has written lies by the map that it holds. */
  @ParameterizedTest
  @EnumSource
  void aTransactionThatHasWrittenFails(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(LEAF).get(0);
    At at = new At();
    try (Mover mover = new Mover(cluster);
        Connection connection = cluster.connect(at);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(add(account, 1));
      at.once("borrowed", mover::takeAway);
      SQLException moved =
          catchThrowableOfType(SQLException.class, () -> statement.executeUpdate(add(account, 1)));
      assertThat(moved.getErrorCode()).isEqualTo(CanopyError.PARTITIONS_MOVED.number());
      assertThat(moved.getSQLState()).isEqualTo("40001");
      connection.rollback();
      at.once("waiting", mover::giveBack);
      assertThat(balance(statement, account)).isEqualTo(1000);
      statement.executeUpdate(add(account, 1));
      connection.commit();
      assertThat(balance(statement, account)).isEqualTo(1001);
      connection.rollback();
    }
  }

  /** The master that committed is no more the one, so that nobody is told that it is done. */
  @ParameterizedTest
  @EnumSource
  void whatAnOldMasterCommittedIsNotAcknowledged(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(LEAF).get(0);
    int other = cluster.accountsOn(LEAF + 1).get(0);
    At at = new At();
    try (Mover mover = new Mover(cluster);
        Connection connection = cluster.connect(at);
        Statement statement = connection.createStatement();
        PreparedStatement prepared =
            connection.prepareStatement("UPDATE account SET balance = balance + ? WHERE id = ?")) {
      prepared.setInt(1, 10);
      prepared.setInt(2, account);
      List<Act> works =
          List.of(
              () -> statement.executeUpdate(add(account, 1)),
              prepared::executeUpdate,
              () -> {
                prepared.addBatch();
                prepared.addBatch();
                prepared.executeBatch();
              },
              () -> {
                connection.setAutoCommit(false);
                statement.executeUpdate(add(account, 100));
                balance(statement, other);
                connection.commit();
              },
              () -> {
                statement.executeUpdate(add(account, 1000));
                statement.executeUpdate(add(other, 1000));
                connection.commit();
              });
      for (Act work : works) {
        at.once("written", mover::takeAllAway);
        SQLException doubt = catchThrowableOfType(SQLException.class, work::run);
        assertThat((Throwable) doubt)
            .as("work %d, %s", works.indexOf(work), at.reached())
            .isInstanceOf(SQLException.class);
        assertThat(doubt.getSQLState()).isEqualTo("08007");
        mover.giveBack();
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
      }
      connection.setAutoCommit(true);
      at.once("waiting", mover::giveBack);
      // They wait for the locks of the part that is left prepared, on either leaf.
      statement.executeUpdate(add(account, 0));
      statement.executeUpdate(add(other, 0));
      // All of it stands: here the leaves got their partitions back.
      assertThat(balance(statement, account)).isEqualTo(2131);
      assertThat(balance(statement, other)).isEqualTo(2000);
    }
  }

  /** Nobody gives the partitions a master. */
  @ParameterizedTest
  @EnumSource
  void theWaitEnds(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(LEAF).get(0);
    int other = cluster.accountsOn(LEAF + 1).get(0);
    At at = new At();
    CanopyDriver aggregator = FragileCluster.aggregator(at);
    String url = cluster.url(FragileCluster.DATABASE) + "&masterTimeout=100";
    try (Mover mover = new Mover(cluster);
        Connection connection = Objects.requireNonNull(aggregator.connect(url, new Properties()));
        Statement statement = connection.createStatement()) {
      at.once("resolved", mover::takeAway);
      SQLException offline =
          catchThrowableOfType(SQLException.class, () -> statement.executeUpdate(add(account, 1)));
      assertThat(offline.getErrorCode()).isEqualTo(CanopyError.PARTITION_OFFLINE.number());
      assertThat(at.reached()).contains("waiting").doesNotContain("sent");
      assertThat(statement.executeUpdate(add(other, 1))).isOne();
      mover.giveBack();
      assertThat(statement.executeUpdate(add(account, 1))).isOne();
      assertThat(balance(statement, account)).isEqualTo(1001);
    }
  }

  /** A statement that waits can be cancelled. */
  @ParameterizedTest
  @EnumSource
  void theWaitCanBeCancelled(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    int account = cluster.accountsOn(LEAF).get(0);
    At at = new At();
    try (Mover mover = new Mover(cluster);
        Connection connection = cluster.connect(at);
        Statement statement = connection.createStatement()) {
      mover.takeAway();
      at.once("waiting", statement::cancel);
      SQLException cancelled =
          catchThrowableOfType(SQLException.class, () -> statement.executeUpdate(add(account, 1)));
      assertThat(cancelled.getErrorCode()).isEqualTo(CanopyError.CANCELLED.number());
    }
  }

  private static String add(int account, int amount) {
    return CoordinatorDeathTest.add(account, amount);
  }

  private static int balance(Statement statement, int account) throws SQLException {
    return number(statement, "SELECT balance FROM account WHERE id = " + account);
  }

  private static int sum(Statement statement) throws SQLException {
    return number(statement, "SELECT SUM(balance) FROM account");
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }
}
