package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import java.nio.file.Path;
import org.testcontainers.mysql.MySQLContainer;

/** A leaf server that is a container. */
record ContainerLeafServer(
    ServerInstallation image,
    MySQLContainer container,
    Path directory,
    int port,
    LeafAccounts accounts)
    implements LeafServer {

  @Override
  public Engine engine() {
    return image.engine();
  }

  @Override
  public String host() {
    return container.getHost();
  }

  @Override
  public String version() {
    return image.version();
  }

  @Override
  public String jdbcUrl(String database) {
    return image.jdbcUrl(host(), port, database);
  }

  @Override
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    container.close();
  }

  @Override
  public void close() {
    container.close();
  }
}
