package io.canopydb.it.transaction;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import com.mysql.cj.jdbc.MysqlXADataSource;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import org.postgresql.xa.PGXADataSource;

/**
 * An application with a real transaction manager, which moves money between a cluster and a plain
 * server. Arguments: what to do, the directory of the manager's log, the cluster's URL, an account
 * there, and the plain server's URL, user and password.
 */
final class ManagedTransfer {
  /** How it ends. */
  enum Ending {
    COMMIT,
    ROLLBACK,
    /** The process stops when the cluster is prepared, and the plain server is to prepare. */
    STOP_BEFORE_THE_LOG,
    /** The process stops when the manager has decided to commit, and nobody has committed. */
    STOP_AFTER_THE_LOG,
    /** It does nothing but to recover what another process left. */
    RECOVER
  }

  private final XADataSource cluster;
  private final XADataSource plain;

  private ManagedTransfer(XADataSource cluster, XADataSource plain) {
    this.cluster = cluster;
    this.plain = plain;
  }

  public static void main(String[] arguments) throws Exception {
    configure(arguments[1]);
    ManagedTransfer transfer =
        new ManagedTransfer(
            Branches.source(arguments[2]), plain(arguments[4], arguments[5], arguments[6]));
    Ending ending = Ending.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    if (ending == Ending.RECOVER) {
      transfer.recover();
    } else {
      transfer.run(ending, Integer.parseInt(arguments[3]));
    }
    stop();
  }

  private static void configure(String directory) throws Exception {
    BeanPopulator.getDefaultInstance(CoreEnvironmentBean.class).setNodeIdentifier("canopy");
    for (String store : new String[] {null, "communicationStore", "stateStore"}) {
      BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
          .setObjectStoreDir(directory);
    }
    RecoveryEnvironmentBean recovery =
        BeanPopulator.getDefaultInstance(RecoveryEnvironmentBean.class);
    recovery.setRecoveryBackoffPeriod(1);
    recovery.setRecoveryListener(false);
    recovery.setRecoveryModuleClassNames(
        List.of(AtomicActionRecoveryModule.class.getName(), XARecoveryModule.class.getName()));
    JTAEnvironmentBean manager = BeanPopulator.getDefaultInstance(JTAEnvironmentBean.class);
    manager.setXaRecoveryNodes(List.of("canopy"));
    manager.setXaResourceOrphanFilters(List.of(new JTANodeNameXAResourceOrphanFilter()));
    manager.setOrphanSafetyInterval(1);
  }

  private static XADataSource plain(String url, String user, String password) {
    if (url.startsWith("jdbc:mysql:")) {
      MysqlXADataSource source = new MysqlXADataSource();
      source.setUrl(url);
      source.setUser(user);
      source.setPassword(password);
      return source;
    }
    PGXADataSource source = new PGXADataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  private void run(Ending ending, int account) throws Exception {
    XAConnection here = cluster.getXAConnection();
    XAConnection there = plain.getXAConnection();
    XAResource stopping =
        new StoppingResource(
            there.getXAResource(),
            ending == Ending.STOP_BEFORE_THE_LOG,
            ending == Ending.STOP_AFTER_THE_LOG);
    TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
    manager.begin();
    if (ending == Ending.STOP_BEFORE_THE_LOG) {
      manager.getTransaction().enlistResource(here.getXAResource());
      manager.getTransaction().enlistResource(stopping);
    } else {
      manager.getTransaction().enlistResource(stopping);
      manager.getTransaction().enlistResource(here.getXAResource());
    }
    try (Connection connection = here.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(CoordinatorDeathTest.add(account, -100));
      statement.execute("UPDATE rate SET value = value + 1");
    }
    try (Connection connection = there.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE outside.account SET balance = balance + 100");
    }
    if (ending == Ending.ROLLBACK) {
      manager.rollback();
    } else {
      manager.commit();
    }
  }

  private void recover() throws Exception {
    XAConnection here = cluster.getXAConnection();
    XAConnection there = plain.getXAConnection();
    RecoveryManager manager = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
    XAResource[] resources = {here.getXAResource(), there.getXAResource()};
    XARecoveryModule.getRegisteredXARecoveryModule()
        .addXAResourceRecoveryHelper(new Known(resources));
    // The first scan sees what waits; the second ends what has waited since.
    manager.scan();
    manager.scan();
  }

  /** What it recovers. */
  private record Known(XAResource[] resources) implements XAResourceRecoveryHelper {
    @Override
    public boolean initialise(String parameter) {
      return true;
    }

    @Override
    public XAResource[] getXAResources() {
      return resources;
    }
  }

  /** Says that it has come so far, and waits to be killed. */
  static void stop() {
    System.out.println("REACHED");
    System.out.flush();
    while (true) {
      LockSupport.park();
    }
  }
}
