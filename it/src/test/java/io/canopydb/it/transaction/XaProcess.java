package io.canopydb.it.transaction;

import io.canopydb.driver.jdbc.CanopyXADataSource;
import io.canopydb.driver.session.Clusters;
import io.canopydb.it.transaction.Branches.Name;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.XAConnection;
import javax.transaction.xa.Xid;

/**
 * An application with a transaction manager that stops at a step. Arguments: the URL, the step, the
 * name of the branch, and its statements.
 */
final class XaProcess {
  private XaProcess() {}

  public static void main(String[] arguments) throws Exception {
    CanopyXADataSource source =
        new CanopyXADataSource(new Clusters(new StopsAt(arguments[1], 1))::open);
    source.setUrl(arguments[0]);
    XAConnection connection = source.getXAConnection();
    Xid xid = new Name(arguments[2]);
    Branches.work(connection, xid, Arrays.copyOfRange(arguments, 3, arguments.length));
    connection.getXAResource().prepare(xid);
    connection.getXAResource().commit(xid, false);
    new CountDownLatch(1).await(2, TimeUnit.MINUTES);
  }
}
