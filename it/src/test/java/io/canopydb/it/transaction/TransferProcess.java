package io.canopydb.it.transaction;

import io.canopydb.driver.jdbc.CanopyDriver;
import io.canopydb.driver.session.Clusters;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A coordinator that stops at a step. Arguments: the URL, the step, and the statements of its one
 * transaction; without any, it only stays connected.
 */
final class TransferProcess {
  private TransferProcess() {}

  public static void main(String[] arguments) throws Exception {
    CanopyDriver driver = new CanopyDriver(new Clusters(new StopsAt(arguments[1], 1))::open);
    try (Connection connection = driver.connect(arguments[0], new Properties());
        Statement statement = connection.createStatement()) {
      if (arguments.length > 2) {
        connection.setAutoCommit(false);
        for (int i = 2; i < arguments.length; i++) {
          statement.execute(arguments[i]);
        }
        connection.commit();
      }
      // A step behind the commit is still to come.
      new CountDownLatch(1).await(2, TimeUnit.MINUTES);
    }
  }
}
