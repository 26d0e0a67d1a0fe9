package io.canopydb.it.cluster;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.session.Clusters;

/** A program that opens the cluster of its argument, is done with it, and ends. */
final class ShortProgram {
  private ShortProgram() {}

  public static void main(String[] arguments) throws Exception {
    new Clusters()
        .open(SharedClustersTest.options(arguments[0]), new Credentials("app", "app"))
        .close();
  }
}
