package io.canopydb.metadata.store;

/**
 * Where a cluster's metadata lies.
 *
 * @param servers the ZooKeeper servers: {@code host:port,host:port}
 * @param root the path of the cluster's own znodes, which starts with a slash and does not end in
 *     one
 */
public record ClusterAddress(String servers, String root) {

  /** The root of a cluster whose connect string names none. */
  public static final String DEFAULT_ROOT = "/canopy";

  /**
   * Reads a ZooKeeper connect string, which may end in the path of the cluster: {@code
   * zk1:2181,zk2:2181/canopy/prod}.
   *
   * @throws MetadataException (UNREACHABLE) if it is not one
   */
  public static ClusterAddress parse(String connectString) throws MetadataException {
    int slash = connectString.indexOf('/');
    String servers = slash < 0 ? connectString : connectString.substring(0, slash);
    String root = slash < 0 ? "" : connectString.substring(slash);
    for (String server : servers.split(",", -1)) {
      if (!isServer(server.strip())) {
        throw new MetadataException(
            MetadataException.Reason.UNREACHABLE,
            "'"
                + connectString
                + "' is not a ZooKeeper address; it is written host:port,host:port/path");
      }
    }
    while (root.endsWith("/")) {
      root = root.substring(0, root.length() - 1);
    }
    if (root.isEmpty()) {
      return new ClusterAddress(servers, DEFAULT_ROOT);
    }
    for (String name : root.substring(1).split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..") || !isPlain(name)) {
        throw new MetadataException(
            MetadataException.Reason.UNREACHABLE,
            "'" + root + "' in '" + connectString + "' is not the path of a znode");
      }
    }
    return new ClusterAddress(servers, root);
  }

  private static boolean isServer(String server) {
    int colon = server.lastIndexOf(':');
    if (colon < 0 || server.endsWith("]")) {
      return !server.isEmpty();
    }
    try {
      int port = Integer.parseInt(server.substring(colon + 1));
      return colon > 0 && port > 0 && port <= 65535;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isPlain(String name) {
    return name.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  @Override
  public String toString() {
    return servers + root;
  }
}
