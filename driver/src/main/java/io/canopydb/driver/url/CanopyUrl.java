package io.canopydb.driver.url;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * {@code jdbc:canopy://zk1:2181,zk2:2181/shop?user=..&password=..}: where a cluster's ZooKeeper is,
 * which database is meant, and the properties of the connection, those given beside the URL
 * included. Immutable. Two that are equal give equal connections.
 *
 * @param zooKeeper the servers, each as {@code host:port}
 * @param database the logical database; null for none
 */
public record CanopyUrl(List<String> zooKeeper, @Nullable String database, Settings settings) {

  /** How every URL of ours starts. */
  public static final String PREFIX = "jdbc:canopy:";

  private static final String CLUSTER = PREFIX + "//";
  private static final String FORM =
      "jdbc:canopy://zookeeper:2181[,...][/database][?property=value&...]";
  private static final int ZOOKEEPER_PORT = 2181;
  private static final int MAX_PORT = 65_535;

  public CanopyUrl {
    zooKeeper = List.copyOf(zooKeeper);
  }

  /** Whether a URL is meant for us, rightly written or not. */
  public static boolean accepts(String url) {
    return url.startsWith(PREFIX);
  }

  /** The properties that a URL may have. */
  static List<String> keys() {
    return Arrays.stream(CanopyProperty.values()).map(CanopyProperty::key).toList();
  }

  /**
   * Reads a URL of this form.
   *
   * @param info further properties; where both have one, the URL's wins
   * @throws SQLException URL of the catalogue of errors, never with a secret in it
   */
  public static CanopyUrl parse(String url, Properties info) throws SQLException {
    UrlErrors errors = UrlErrors.of(url, FORM, keys());
    if (!url.startsWith(CLUSTER)) {
      throw errors.wrong("it starts neither with jdbc:canopy:// nor with jdbc:canopy:local:");
    }
    int question = url.indexOf('?');
    String query = question < 0 ? "" : url.substring(question + 1);
    String place = url.substring(CLUSTER.length(), question < 0 ? url.length() : question);
    int slash = place.indexOf('/');
    String hosts = slash < 0 ? place : place.substring(0, slash);
    String database = slash < 0 ? "" : errors.decode(place.substring(slash + 1));
    if (database.contains("/")) {
      throw errors.wrong(
          "the database has a '/' in it (a ZooKeeper path is given as namespace=/path)");
    }
    return new CanopyUrl(
        servers(errors, hosts),
        database.isEmpty() ? null : database,
        UrlQuery.settings(errors, UrlQuery.read(errors, query, info)));
  }

  private static List<String> servers(UrlErrors errors, String hosts) throws SQLException {
    if (hosts.contains("@")) {
      throw errors.wrong("user and password are given as properties");
    }
    List<String> servers = new ArrayList<>();
    for (String server : hosts.split(",", -1)) {
      servers.add(server(errors, server));
    }
    return servers;
  }

  private static String server(UrlErrors errors, String server) throws SQLException {
    int colon = server.lastIndexOf(':');
    boolean hasPort = colon > server.lastIndexOf(']');
    String host = hasPort ? server.substring(0, colon) : server;
    if (host.isBlank() || (host.contains(":") && !host.startsWith("["))) {
      throw errors.wrong("'" + server + "' is no ZooKeeper server (IPv6 goes in brackets)");
    }
    return host + ":" + (hasPort ? port(errors, server.substring(colon + 1)) : ZOOKEEPER_PORT);
  }

  private static int port(UrlErrors errors, String text) throws SQLException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw errors.wrong("'" + text + "' is no port");
    }
    throw errors.wrong("'" + text + "' is no port");
  }

  /** The servers as ZooKeeper's own clients want them: {@code zk1:2181,zk2:2181}. */
  public String connectString() {
    return String.join(",", zooKeeper);
  }

  /** The account on the leaves; empty where none was given. */
  public String user() {
    return settings.text(CanopyProperty.USER);
  }

  /** The account's password; empty where none was given. */
  public String password() {
    return settings.text(CanopyProperty.PASSWORD);
  }

  /** The URL with all properties, without secrets. */
  @Override
  public String toString() {
    String query = settings.toString();
    return CLUSTER
        + connectString()
        + (database == null ? "" : "/" + PercentCoding.encode(database))
        + (query.isEmpty() ? "" : "?" + query);
  }
}
