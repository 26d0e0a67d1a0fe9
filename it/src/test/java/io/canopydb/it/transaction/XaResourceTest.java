package io.canopydb.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.jdbc.CanopyXADataSource;
import io.canopydb.driver.session.Clusters;
import io.canopydb.it.system.Eventually;
import io.canopydb.it.transaction.Branches.Name;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Branches of a transaction manager's transactions, over three leaves. */
class XaResourceTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** A cluster with tables anew, and one account on each leaf. */
  private record Bank(FragileCluster cluster, List<Integer> accounts) {
    static Bank of(Engine engine) throws Exception {
      FragileCluster cluster = FragileCluster.of(engine);
      cluster.fill();
      List<Integer> accounts = new ArrayList<>();
      for (int leaf = 1; leaf <= 3; leaf++) {
        accounts.add(cluster.accountsOn(leaf).get(0));
      }
      return new Bank(cluster, accounts);
    }

    XAConnection connect() throws SQLException {
      return Branches.source(cluster).getXAConnection();
    }

    String[] transfer() {
      return new String[] {
        CoordinatorDeathTest.add(accounts.get(0), -100),
        CoordinatorDeathTest.add(accounts.get(1), 60),
        CoordinatorDeathTest.add(accounts.get(2), 40)
      };
    }

    List<Integer> balances() throws SQLException {
      List<Integer> balances = new ArrayList<>();
      try (Connection connection = cluster.connect(FragileCluster.DATABASE)) {
        for (int account : accounts) {
          balances.add(CoordinatorDeathTest.balance(connection, account));
        }
      }
      return balances;
    }

    void assertMoved(boolean moved) throws SQLException {
      assertThat(balances())
          .isEqualTo(moved ? List.of(900, 1060, 1040) : List.of(1000, 1000, 1000));
    }
  }

  /** What a transaction manager does with them. */
  private interface Work {
    void at(Bank bank, XAConnection connection, XAResource resource) throws Exception;
  }

  private static void run(Engine engine, Work work) throws Exception {
    Bank bank = Bank.of(engine);
    XAConnection connection = bank.connect();
    try {
      work.at(bank, connection, connection.getXAResource());
    } finally {
      connection.close();
    }
  }

  /** What a transaction manager calls. */
  private interface Call {
    void run() throws Exception;
  }

  private static void assertCode(int code, Call call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).as(e.getMessage()).isEqualTo(code));
  }

  @ParameterizedTest
  @EnumSource
  void arePreparedOnEveryLeafAndCommitted(Engine engine) throws Exception {
    run(
        engine,
        (bank, connection, resource) -> {
          Xid xid = new Name("commit");
          Branches.work(connection, xid, bank.transfer());
          assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
          for (int leaf = 1; leaf <= 3; leaf++) {
            assertThat(bank.cluster().prepared(leaf)).isEqualTo(1);
          }
          bank.assertMoved(false);
          assertThat(Branches.waiting(resource)).containsExactly("commit");
          resource.commit(xid, false);
          bank.assertMoved(true);
          assertThat(bank.cluster().preparedAnywhere()).isZero();
          assertThat(Branches.waiting(resource)).isEmpty();
          assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, false));
          Eventually.within(SOON, () -> assertThat(bank.cluster().decisions()).isZero());
        });
  }

  @ParameterizedTest
  @EnumSource
  void areRolledBackBeforeAndAfterTheyArePrepared(Engine engine) throws Exception {
    run(
        engine,
        (bank, connection, resource) -> {
          Xid xid = new Name("rollback");
          Branches.work(connection, xid, bank.transfer());
          resource.rollback(xid);
          bank.assertMoved(false);
          Branches.work(connection, xid, bank.transfer());
          assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
          resource.rollback(xid);
          bank.assertMoved(false);
          assertThat(bank.cluster().preparedAnywhere()).isZero();
          assertThat(Branches.waiting(resource)).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource
  void commitInOnePhaseAsAnyTransactionDoes(Engine engine) throws Exception {
    run(
        engine,
        (bank, connection, resource) -> {
          Xid one = new Name("one leaf");
          Branches.work(connection, one, CoordinatorDeathTest.add(bank.accounts().get(1), 1));
          resource.commit(one, true);
          assertThat(bank.balances()).isEqualTo(List.of(1000, 1001, 1000));
          Xid all = new Name("all leaves");
          Branches.work(connection, all, bank.transfer());
          resource.commit(all, true);
          assertThat(bank.balances()).isEqualTo(List.of(900, 1061, 1040));
          assertThat(bank.cluster().preparedAnywhere()).isZero();
        });
  }

  /** One connection to each leaf is enough. */
  @ParameterizedTest
  @EnumSource
  void needNoMoreConnectionsThanTheyHave(Engine engine) throws Exception {
    Bank bank = Bank.of(engine);
    CanopyXADataSource source = new CanopyXADataSource(new Clusters(FaultPoint.NONE)::open);
    source.setUrl(bank.cluster().url(FragileCluster.DATABASE) + "&poolSize=1");
    XAConnection connection = source.getXAConnection();
    XAResource resource = connection.getXAResource();
    Xid one = new Name("one phase");
    Branches.work(connection, one, bank.transfer());
    resource.commit(one, true);
    bank.assertMoved(true);
    Xid two = new Name("two phases");
    Branches.work(connection, two, bank.transfer());
    resource.prepare(two);
    resource.commit(two, false);
    assertThat(bank.balances()).isEqualTo(List.of(800, 1120, 1080));
    connection.close();
  }

  @ParameterizedTest
  @EnumSource
  void thatOnlyReadHaveEndedWhenTheyArePrepared(Engine engine) throws Exception {
    run(
        engine,
        (bank, connection, resource) -> {
          Xid xid = new Name("read");
          Branches.work(connection, xid, "SELECT SUM(balance) FROM account");
          assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_RDONLY);
          assertThat(bank.cluster().preparedAnywhere()).isZero();
          assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, false));
        });
  }

  @ParameterizedTest
  @EnumSource
  void areFoundAndEndedByAnotherConnection(Engine engine) throws Exception {
    Bank bank = Bank.of(engine);
    for (boolean commit : List.of(false, true)) {
      Xid xid = new Name("orphan " + commit);
      XAConnection first = bank.connect();
      Branches.work(first, xid, bank.transfer());
      first.getXAResource().prepare(xid);
      first.close();
      XAConnection second = bank.connect();
      XAResource resource = second.getXAResource();
      Xid[] found = resource.recover(XAResource.TMSTARTRSCAN);
      assertThat(found).hasSize(1);
      assertThat(found[0].getFormatId()).isEqualTo(xid.getFormatId());
      assertThat(found[0].getGlobalTransactionId()).isEqualTo(xid.getGlobalTransactionId());
      assertThat(found[0].getBranchQualifier()).isEqualTo(xid.getBranchQualifier());
      assertThat(resource.recover(XAResource.TMENDRSCAN)).isEmpty();
      if (commit) {
        resource.commit(found[0], false);
      } else {
        resource.rollback(found[0]);
      }
      bank.assertMoved(commit);
      assertThat(bank.cluster().preparedAnywhere()).isZero();
      second.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void runSideBySide(Engine engine) throws Exception {
    Bank bank = Bank.of(engine);
    Xid left = new Name("left");
    Xid right = new Name("right");
    List<Integer> others = new ArrayList<>();
    for (int leaf = 1; leaf <= 3; leaf++) {
      others.add(bank.cluster().accountsOn(leaf).get(1));
    }
    Bank second = new Bank(bank.cluster(), others);
    XAConnection one = bank.connect();
    XAConnection two = bank.connect();
    assertThat(one.getXAResource().isSameRM(two.getXAResource())).isFalse();
    Branches.work(one, left, bank.transfer());
    Branches.work(two, right, second.transfer());
    assertThat(one.getXAResource().prepare(left)).isEqualTo(XAResource.XA_OK);
    assertThat(two.getXAResource().prepare(right)).isEqualTo(XAResource.XA_OK);
    assertThat(Branches.waiting(one.getXAResource())).containsExactly("left", "right");
    // Each ends what the other prepared.
    one.getXAResource().rollback(right);
    two.getXAResource().commit(left, false);
    bank.assertMoved(true);
    second.assertMoved(false);
    one.close();
    two.close();
  }

  @ParameterizedTest
  @EnumSource
  void keepTheConnectionFromEndingThem(Engine engine) throws Exception {
    run(
        engine,
        (bank, connection, resource) -> {
          Xid xid = new Name("kept");
          resource.start(xid, XAResource.TMNOFLAGS);
          try (Connection handle = connection.getConnection();
              Statement statement = handle.createStatement()) {
            assertThat(handle.getAutoCommit()).isFalse();
            statement.execute(bank.transfer()[0]);
            List<Call> refused = new ArrayList<>();
            refused.add(handle::commit);
            refused.add(handle::rollback);
            refused.add(() -> handle.setAutoCommit(true));
            refused.add(() -> statement.execute("COMMIT"));
            refused.add(() -> statement.execute("ROLLBACK"));
            if (engine == Engine.MYSQL) {
              refused.add(() -> statement.execute("START TRANSACTION"));
              refused.add(() -> statement.execute("CREATE TABLE late (id INT PRIMARY KEY)"));
            }
            for (Call call : refused) {
              assertThatThrownBy(call::run)
                  .isInstanceOf(SQLException.class)
                  .hasMessageContaining("of a transaction manager");
            }
            resource.end(xid, XAResource.TMSUSPEND);
            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("has not ended the transaction yet");
            resource.start(xid, XAResource.TMRESUME);
            statement.execute(bank.transfer()[1]);
            resource.end(xid, XAResource.TMSUCCESS);
            resource.start(xid, XAResource.TMJOIN);
            statement.execute(bank.transfer()[2]);
            assertCode(XAException.XAER_PROTO, () -> resource.prepare(xid));
            resource.end(xid, XAResource.TMSUCCESS);
            assertCode(
                XAException.XAER_PROTO,
                () -> resource.start(new Name("more"), XAResource.TMNOFLAGS));
            assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
            // The connection is free again.
            assertThat(handle.getAutoCommit()).isTrue();
            statement.execute("INSERT INTO transfer (id) VALUES ('local')");
            resource.commit(xid, false);
            handle.setAutoCommit(false);
            statement.execute("INSERT INTO transfer (id) VALUES ('local 2')");
            assertCode(
                XAException.XAER_OUTSIDE,
                () -> resource.start(new Name("more"), XAResource.TMNOFLAGS));
          }
          bank.assertMoved(true);
        });
  }

  @ParameterizedTest
  @EnumSource
  void thatFailedAreRolledBackInsteadOfPrepared(Engine engine) throws Exception {
    Bank bank = Bank.of(engine);
    XAConnection connection = bank.connect();
    XAResource resource = connection.getXAResource();
    Xid failed = new Name("failed");
    resource.start(failed, XAResource.TMNOFLAGS);
    try (Connection handle = connection.getConnection();
        Statement statement = handle.createStatement()) {
      statement.execute(bank.transfer()[0]);
    }
    resource.end(failed, XAResource.TMFAIL);
    assertCode(XAException.XA_RBROLLBACK, () -> resource.prepare(failed));
    Xid closed = new Name("closed");
    Branches.work(connection, closed, bank.transfer());
    connection.close();
    XAConnection next = bank.connect();
    assertThat(Branches.waiting(next.getXAResource())).isEmpty();
    bank.assertMoved(false);
    assertThat(bank.cluster().preparedAnywhere()).isZero();
    next.close();
  }

  @Test
  void thatLeaveACopyOpenAreRolledBack() throws Exception {
    Bank bank = Bank.of(Engine.POSTGRESQL);
    XAConnection connection = bank.connect();
    XAResource resource = connection.getXAResource();
    Xid xid = new Name("copy");
    resource.start(xid, XAResource.TMNOFLAGS);
    try (Connection handle = connection.getConnection();
        Statement statement = handle.createStatement()) {
      statement.execute(bank.transfer()[0]);
      CopyIn copy =
          handle.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY transfer (id) FROM STDIN");
      resource.end(xid, XAResource.TMSUCCESS);
      assertThat(copy.isActive()).isFalse();
    }
    assertCode(XAException.XA_RBROLLBACK, () -> resource.prepare(xid));
    bank.assertMoved(false);
    assertThat(bank.cluster().preparedAnywhere()).isZero();
    connection.close();
  }

  @ParameterizedTest
  @EnumSource
  void tellTheManagerOfWhatWasSettledByHand(Engine engine) throws Exception {
    run(
        engine,
        (bank, connection, resource) -> {
          Xid xid = new Name("by hand");
          Branches.work(connection, xid, bank.transfer());
          resource.prepare(xid);
          try (Connection person = bank.cluster().connect(FragileCluster.DATABASE);
              Statement statement = person.createStatement()) {
            String id;
            try (ResultSet rows = statement.executeQuery("SHOW TRANSACTIONS")) {
              assertThat(rows.next()).isTrue();
              id = rows.getString("Id");
              assertThat(rows.getString("State")).isEqualTo("prepared");
            }
            assertThatThrownBy(() -> statement.execute("SETTLE TRANSACTION '" + id + "'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("waits for its transaction manager");
            statement.execute("SETTLE TRANSACTION '" + id + "' ROLLBACK");
          }
          bank.assertMoved(false);
          assertThat(Branches.waiting(resource)).containsExactly("by hand");
          assertCode(XAException.XA_HEURRB, () -> resource.commit(xid, false));
          resource.forget(xid);
          assertThat(Branches.waiting(resource)).isEmpty();
          assertCode(XAException.XAER_NOTA, () -> resource.forget(xid));
        });
  }

  /** Their decision lies in it, and with that the parts would be rolled back. */
  @ParameterizedTest
  @EnumSource
  void keepTheirDatabaseFromBeingDropped(Engine engine) throws Exception {
    FragileCluster cluster = FragileCluster.of(engine);
    try (Connection person = cluster.connect("");
        Statement statement = person.createStatement()) {
      statement.execute("CREATE DATABASE waiting PARTITIONS 3");
      try (Connection inside = cluster.connect("waiting");
          Statement creating = inside.createStatement()) {
        creating.execute("CREATE TABLE t (id INT PRIMARY KEY)");
      }
      Xid xid = new Name("waiting");
      XAConnection connection = Branches.source(cluster.url("waiting")).getXAConnection();
      XAResource resource = connection.getXAResource();
      Branches.work(connection, xid, "INSERT INTO t (id) VALUES (1), (2), (3), (4), (5), (6)");
      resource.prepare(xid);
      assertThatThrownBy(() -> statement.execute("DROP DATABASE waiting"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("transaction manager wait in database 'waiting'");
      resource.commit(xid, false);
      try (Connection inside = cluster.connect("waiting");
          Statement reading = inside.createStatement();
          ResultSet row = reading.executeQuery("SELECT COUNT(*) FROM t")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(6);
      }
      connection.close();
      statement.execute("DROP DATABASE waiting");
    }
  }
}
