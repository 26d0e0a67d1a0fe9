package io.canopydb.proxy.local;

import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.testcontainers.containers.BindMode;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * MySQL's image, from which servers are started in containers. Testcontainers removes them when
 * this process ends.
 */
final class MySqlImage implements ServerInstallation {

  private static final String SERIES = "8.4";

  @Override
  public Engine engine() {
    return Engine.MYSQL;
  }

  @Override
  public String version() {
    return SERIES;
  }

  @Override
  public String origin() {
    return "a Docker engine";
  }

  @Override
  public LeafServer start(Path directory, int port, LeafAccounts accounts) throws IOException {
    int chosen = port == ANY_PORT ? FreePorts.next() : port;
    Path data = Files.createDirectories(directory.resolve("data")).toAbsolutePath();
    List<String> options = new ArrayList<>(MySqlOptions.leaf(chosen));
    MySQLContainer container =
        new MySQLContainer(DockerImageName.parse("mysql:" + SERIES))
            .withUsername("root")
            .withPassword(accounts.admin().password())
            .withCommand(options.toArray(String[]::new))
            .withFileSystemBind(data.toString(), "/var/lib/mysql", BindMode.READ_WRITE)
            .withCopyToContainer(
                Transferable.of(MySqlOptions.accountSql(accounts)),
                "/docker-entrypoint-initdb.d/canopy.sql");
    container.setPortBindings(List.of(chosen + ":" + MySQLContainer.MYSQL_PORT));
    try {
      container.start();
    } catch (RuntimeException e) {
      container.close();
      throw new ServerException("a container of mysql:" + SERIES + " does not start", e);
    }
    return new ContainerLeafServer(this, container, directory, chosen, accounts);
  }

  @Override
  public Properties impatient(int seconds) {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", Integer.toString(seconds * 1000));
    properties.setProperty("socketTimeout", Integer.toString(seconds * 1000));
    return properties;
  }

  @Override
  public String jdbcUrl(String host, int port, String database) {
    return "jdbc:mysql://" + host + ":" + port + "/" + database;
  }
}
