package io.canopydb.driver.url;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.local.LocalClusterProvider;
import io.canopydb.driver.local.LocalUrl;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * {@code jdbc:canopy:local:} URLs: an application's tests get a cluster of their own on this
 * machine. Stateless; whoever provides the clusters keeps them.
 */
public final class LocalClusters {
  /** How such a URL starts. */
  public static final String PREFIX = CanopyUrl.PREFIX + "local:";

  private static final String FORM =
      "jdbc:canopy:local:database"
          + "[?engine=mysql|postgresql&leaves=4&partitions=8&redundancy=1&property=value...]";
  private static final List<String> KEYS = List.of("engine", "leaves", "partitions", "redundancy");

  private LocalClusters() {}

  /**
   * Starts the cluster of a local URL, if it does not run yet.
   *
   * @return its own URL, with the further properties given. The cluster's URL wins: it knows its
   *     only account, whatever user a framework was configured with
   */
  public static CanopyUrl start(String url, Properties info) throws SQLException {
    ClassLoader loader = LocalClusterProvider.class.getClassLoader();
    return start(url, info, ServiceLoader.load(LocalClusterProvider.class, loader).findFirst());
  }

  static CanopyUrl start(String url, Properties info, Optional<LocalClusterProvider> provider)
      throws SQLException {
    List<String> keys = new ArrayList<>(CanopyUrl.keys());
    keys.addAll(KEYS);
    UrlErrors errors = UrlErrors.of(url, FORM, keys);
    int question = url.indexOf('?');
    String query = question < 0 ? "" : url.substring(question + 1);
    Map<String, String> all = UrlQuery.read(errors, query, info);
    LocalUrl local =
        new LocalUrl(
            database(
                errors, url.substring(PREFIX.length(), question < 0 ? url.length() : question)),
            engine(errors, all.remove("engine")),
            number(errors, "leaves", all.remove("leaves"), 4),
            number(errors, "partitions", all.remove("partitions"), 8),
            redundancy(errors, all.remove("redundancy")));
    UrlQuery.settings(errors, all);
    String started = provider.orElseThrow(() -> CanopyError.NO_LOCAL_CLUSTER.with()).start(local);
    Properties rest = new Properties();
    all.forEach(rest::setProperty);
    return CanopyUrl.parse(started, rest);
  }

  private static String database(UrlErrors errors, String text) throws SQLException {
    String database = errors.decode(text);
    if (database.isEmpty() || database.contains("/")) {
      throw errors.wrong("it names no database");
    }
    return database;
  }

  private static Engine engine(UrlErrors errors, @Nullable String text) throws SQLException {
    if (text == null || text.isEmpty() || text.equals("postgresql")) {
      return Engine.POSTGRESQL;
    }
    if (text.equals("mysql")) {
      return Engine.MYSQL;
    }
    throw errors.wrong("the property engine is mysql or postgresql");
  }

  private static int redundancy(UrlErrors errors, @Nullable String text) throws SQLException {
    int redundancy = number(errors, "redundancy", text, 1);
    if (redundancy > 2) {
      throw errors.wrong("the property redundancy is 1 or 2");
    }
    return redundancy;
  }

  private static int number(UrlErrors errors, String key, @Nullable String text, int byDefault)
      throws SQLException {
    if (text == null || text.isEmpty()) {
      return byDefault;
    }
    String complaint = CanopyProperty.Kind.POSITIVE.complaint(text);
    if (complaint != null) {
      throw errors.wrong("the property " + key + " " + complaint);
    }
    return Integer.parseInt(text);
  }
}
