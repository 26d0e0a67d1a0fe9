package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.it.system.Eventually;
import io.canopydb.it.transaction.Branches.Name;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leaves die between a branch's preparation and the end of it. */
class XaLeafDeathTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static void assertOutOfReach(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_RMFAIL));
  }

  /** A transfer over three leaves that waits for its manager's word. */
  private static XAResource prepared(XAConnection connection, Xid xid, List<Integer> accounts)
      throws Exception {
    Branches.work(
        connection,
        xid,
        CoordinatorDeathTest.add(accounts.get(0), -100),
        CoordinatorDeathTest.add(accounts.get(1), 60),
        CoordinatorDeathTest.add(accounts.get(2), 40));
    XAResource resource = connection.getXAResource();
    resource.prepare(xid);
    return resource;
  }

  @ParameterizedTest
  @EnumSource
  void ofTheDecisionIsWaitedForAndOthersFollow(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = AllOrNothingTest.oneOnEachLeaf(cluster);
    Xid xid = new Name("deaths");
    XAConnection connection = Branches.source(cluster).getXAConnection();
    XAResource resource = prepared(connection, xid, accounts);
    int decision = leafOfDecision(cluster);
    int other = decision % 3 + 1;
    // Without the leaf of the decision nothing can be decided,
    kill(cluster, decision);
    try {
      assertOutOfReach(() -> resource.commit(xid, false));
      assertOutOfReach(() -> Branches.waiting(resource));
      assertThat(cluster.prepared(other)).isEqualTo(1);
    } finally {
      cluster.restart(decision);
    }
    // while any other leaf follows when it is back.
    kill(cluster, other);
    try {
      resource.commit(xid, false);
    } finally {
      cluster.restart(other);
    }
    Eventually.within(SOON, () -> assertThat(cluster.preparedAnywhere()).isZero());
    try (Connection plain = cluster.connect(FragileCluster.DATABASE)) {
      assertThat(CoordinatorDeathTest.balance(plain, accounts.get(0))).isEqualTo(900);
      assertThat(CoordinatorDeathTest.balance(plain, accounts.get(1))).isEqualTo(1060);
      assertThat(CoordinatorDeathTest.balance(plain, accounts.get(2))).isEqualTo(1040);
    }
    connection.close();
  }

  /** A manager forgets what a person decided before a leaf has done it. */
  @ParameterizedTest
  @EnumSource
  void doesNotSplitWhatIsSettledByHandAndForgotten(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    cluster.fill();
    List<Integer> accounts = AllOrNothingTest.oneOnEachLeaf(cluster);
    Xid xid = new Name("forgotten");
    XAConnection connection = Branches.source(cluster).getXAConnection();
    XAResource resource = prepared(connection, xid, accounts);
    int other = leafOfDecision(cluster) % 3 + 1;
    try (Connection person = cluster.connect(FragileCluster.DATABASE);
        Statement statement = person.createStatement()) {
      String id = id(statement);
      kill(cluster, other);
      // What the pools held to the leaf fails first.
      Eventually.within(SOON, () -> statement.execute("SETTLE TRANSACTION '" + id + "' COMMIT"));
      assertThatThrownBy(() -> resource.commit(xid, false))
          .isInstanceOfSatisfying(
              XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XA_HEURCOM));
    } finally {
      cluster.restart(other);
    }
    resource.forget(xid);
    assertThat(Branches.waiting(resource)).isEmpty();
    Eventually.within(SOON, () -> assertThat(cluster.preparedAnywhere()).isZero());
    try (Connection plain = cluster.connect(FragileCluster.DATABASE)) {
      assertThat(CoordinatorDeathTest.balance(plain, accounts.get(0))).isEqualTo(900);
      assertThat(CoordinatorDeathTest.balance(plain, accounts.get(1))).isEqualTo(1060);
      assertThat(CoordinatorDeathTest.balance(plain, accounts.get(2))).isEqualTo(1040);
    }
    connection.close();
  }

  private static String id(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SHOW TRANSACTIONS")) {
      assertThat(rows.next()).isTrue();
      return rows.getString("Id");
    }
  }

  private static int leafOfDecision(FragileCluster cluster) throws SQLException {
    try (Connection connection = cluster.connect(FragileCluster.DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW TRANSACTIONS")) {
      assertThat(rows.next()).isTrue();
      String partition = rows.getString("Decision_Partition");
      for (int leaf = 1; leaf <= 3; leaf++) {
        if (FragileCluster.partitionsOn(leaf).contains(partition)) {
          return leaf;
        }
      }
      throw new AssertionError("no leaf holds " + partition);
    }
  }

  /** Kills it, and waits for its sessions, which outlive PostgreSQL's server by a moment. */
  private static void kill(FragileCluster cluster, int leaf) throws Exception {
    try (Connection session = cluster.leaf(leaf, FragileCluster.DATABASE)) {
      assertThat(session.isValid(1)).isTrue();
      cluster.kill(leaf);
      Eventually.within(SOON, () -> assertThat(session.isValid(1)).isFalse());
    }
  }
}
