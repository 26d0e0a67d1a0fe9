package io.canopydb.driver.jdbc;

import io.canopydb.driver.session.Clusters;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.driver.url.LocalClusters;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver for {@code jdbc:canopy:} URLs; java.sql.DriverManager finds it by itself. Safe
 * for use by many threads.
 */
public final class CanopyDriver implements Driver {
  static final int MAJOR_VERSION = 0;
  static final int MINOR_VERSION = 1;

  /** Drivers and data sources of this process share their clusters. */
  static final SessionSource SHARED = new Clusters()::open;

  static {
    try {
      DriverManager.registerDriver(new CanopyDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final SessionSource sessions;

  /** The driver as ServiceLoader makes it. */
  public CanopyDriver() {
    this(SHARED);
  }

  /** A driver whose sessions are not the usual ones; for tests. */
  public CanopyDriver(SessionSource sessions) {
    this.sessions = sessions;
  }

  @Override
  public boolean acceptsURL(String url) {
    return CanopyUrl.accepts(url);
  }

  @Override
  public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    Properties given = info == null ? new Properties() : info;
    CanopyUrl parsed =
        url.startsWith(LocalClusters.PREFIX)
            ? LocalClusters.start(url, given)
            : CanopyUrl.parse(url, given);
    Session session = sessions.open(parsed);
    return new CanopyConnection(parsed, session);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) {
    Properties given = info == null ? new Properties() : info;
    List<DriverPropertyInfo> all = new ArrayList<>();
    for (CanopyProperty property : CanopyProperty.values()) {
      DriverPropertyInfo described =
          new DriverPropertyInfo(
              property.key(), given.getProperty(property.key(), property.defaultValue()));
      described.description = property.description();
      if (property.isSwitch()) {
        described.choices = new String[] {"true", "false"};
      }
      all.add(described);
    }
    return all.toArray(DriverPropertyInfo[]::new);
  }

  @Override
  public int getMajorVersion() {
    return MAJOR_VERSION;
  }

  @Override
  public int getMinorVersion() {
    return MINOR_VERSION;
  }

  /** What a leaf can't do, or what needs several leaves at once, is refused. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Canopy logs through SLF4J", "0A000");
  }
}
