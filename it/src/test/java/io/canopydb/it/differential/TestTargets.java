package io.canopydb.it.differential;

import io.canopydb.driver.local.LocalClusterProvider;
import io.canopydb.driver.local.LocalUrl;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The servers of this process: started at first use, gone with the process. */
final class TestTargets {
  private static final int LEAVES = 4;
  private static final int PARTITIONS = 8;
  private static final Map<Engine, String> CLUSTER_URLS = new EnumMap<>(Engine.class);

  private TestTargets() {}

  /** A plain server. */
  static Target plain(Engine engine) {
    return target(SharedServers.of(engine).plain());
  }

  /** A second plain server, to show that a script is sound. */
  static Target otherPlain(Engine engine) {
    return target(SharedServers.of(engine).leaves().get(0));
  }

  /** A cluster of four leaves. */
  static synchronized Target canopy(Engine engine) throws SQLException {
    String url = CLUSTER_URLS.get(engine);
    if (url == null) {
      LocalClusterProvider provider =
          ServiceLoader.load(LocalClusterProvider.class)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no LocalClusterProvider"));
      url = provider.start(new LocalUrl("shop", engine, LEAVES, PARTITIONS, 1));
      CLUSTER_URLS.put(engine, url);
    }
    return new Target(url, engine);
  }

  private static Target target(LeafServer server) {
    String url = server.jdbcUrl("");
    String account =
        "user="
            + server.accounts().app().user()
            + "&password="
            + server.accounts().app().password();
    return new Target(url + (url.contains("?") ? "&" : "?") + account, server.engine());
  }
}
