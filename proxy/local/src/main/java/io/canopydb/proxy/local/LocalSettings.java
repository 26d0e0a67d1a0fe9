package io.canopydb.proxy.local;

import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.secret.ClusterKey;
import io.canopydb.metadata.secret.ClusterKeyException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What a local cluster is made of, as it is kept in its directory for the next start. The file has
 * secrets in it, and is readable by its owner only.
 *
 * @param zooKeeperPort the port it last had; 0 for any
 * @param leafPorts the ports that the leaves last had, in order; 0 for any
 */
record LocalSettings(
    Engine engine,
    int zooKeeperPort,
    List<Integer> leafPorts,
    LeafAccounts accounts,
    ClusterKey key) {

  private static final String FILE = "cluster.properties";
  private static final String LEAF_PORT = "leaf.port.";

  LocalSettings {
    leafPorts = List.copyOf(leafPorts);
  }

  /** Those of a new cluster, with new secrets. */
  static LocalSettings create(Engine engine, int leaves) {
    return new LocalSettings(
        engine,
        ServerInstallation.ANY_PORT,
        Collections.nCopies(leaves, ServerInstallation.ANY_PORT),
        LeafAccounts.random(),
        ClusterKey.generate());
  }

  /** With the ports that the servers really have. */
  LocalSettings withPorts(int zooKeeper, List<Integer> leaves) {
    return new LocalSettings(engine, zooKeeper, leaves, accounts, key);
  }

  /** Those of the cluster in a directory; empty where there is none. */
  static Optional<LocalSettings> load(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    try {
      return Optional.of(read(properties));
    } catch (IllegalArgumentException | ClusterKeyException e) {
      throw new ServerException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Keeps them for the next start. */
  void save(Path directory) throws IOException {
    Path work = directory.resolve(FILE + ".work");
    Files.deleteIfExists(work);
    Files.createFile(
        work, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer writer = Files.newBufferedWriter(work, StandardCharsets.UTF_8)) {
      properties().store(writer, "A cluster of canopy local. Holds passwords.");
    }
    Files.move(
        work,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("engine", engine.name().toLowerCase(Locale.ROOT));
    properties.setProperty("zookeeper.port", Integer.toString(zooKeeperPort));
    for (int i = 0; i < leafPorts.size(); i++) {
      properties.setProperty(LEAF_PORT + (i + 1), Integer.toString(leafPorts.get(i)));
    }
    write(properties, "admin", accounts.admin());
    write(properties, "app", accounts.app());
    properties.setProperty("cluster.key", key.toBase64());
    return properties;
  }

  private static LocalSettings read(Properties properties) throws ClusterKeyException {
    List<Integer> leafPorts = new ArrayList<>();
    for (int i = 1; properties.containsKey(LEAF_PORT + i); i++) {
      leafPorts.add(Integer.valueOf(required(properties, LEAF_PORT + i)));
    }
    return new LocalSettings(
        Engine.valueOf(required(properties, "engine").toUpperCase(Locale.ROOT)),
        Integer.parseInt(required(properties, "zookeeper.port")),
        leafPorts,
        new LeafAccounts(account(properties, "admin"), account(properties, "app")),
        ClusterKey.fromBase64(required(properties, "cluster.key")));
  }

  private static void write(Properties properties, String prefix, Credentials account) {
    properties.setProperty(prefix + ".user", account.user());
    properties.setProperty(prefix + ".password", account.password());
  }

  private static Credentials account(Properties properties, String prefix) {
    return new Credentials(
        required(properties, prefix + ".user"), required(properties, prefix + ".password"));
  }

  private static String required(Properties properties, String name) {
    String value = properties.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
