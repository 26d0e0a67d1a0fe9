package io.canopydb.it.differential;

import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;

/** The servers of this process: started at first use, gone with the process. */
final class TestTargets {

  private TestTargets() {}

  /** A plain server. */
  static Target plain(Engine engine) {
    return new Target(TestCluster.of(engine).plainUrl(""), engine);
  }

  /** A second plain server, to show that a script is sound. */
  static Target otherPlain(Engine engine) {
    LeafServer server = SharedServers.of(engine).leaves().get(0);
    String user = server.accounts().app().user();
    String password = server.accounts().app().password();
    return new Target(
        server.jdbcUrl("") + "?user=" + user + "&password=" + password, server.engine());
  }

  /** A cluster of four leaves. */
  static Target canopy(Engine engine) {
    return new Target(TestCluster.of(engine).url(""), engine);
  }
}
