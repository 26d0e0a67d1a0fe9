package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.driver.url.LocalClusters;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as a resource of a transaction manager. It is a Java bean with the properties {@code
 * url}, {@code user} and {@code password}, which are set before it is used; then it is safe for use
 * by many threads.
 *
 * <p>A branch is prepared on every leaf that it wrote on, and nobody but the manager ends it; who
 * must can with SETTLE TRANSACTION, which the manager then hears of as a heuristic outcome. The URL
 * names a database: its partitions keep what is prepared, so that recovery needs the same one.
 */
public final class CanopyXADataSource implements XADataSource {
  private final SessionSource sessions;
  private @Nullable String url;
  private @Nullable String user;
  private @Nullable String password;
  private @Nullable PrintWriter logWriter;
  private int loginTimeout;

  /** A data source without a URL yet. */
  public CanopyXADataSource() {
    this(CanopyDriver.SHARED);
  }

  /** One whose sessions are not the usual ones; for tests. */
  public CanopyXADataSource(SessionSource sessions) {
    this.sessions = sessions;
  }

  public @Nullable String getUrl() {
    return url;
  }

  /** A {@code jdbc:canopy:} URL. */
  public void setUrl(String url) {
    this.url = url;
  }

  public @Nullable String getUser() {
    return user;
  }

  /** The account; without one the URL's is used. */
  public void setUser(@Nullable String user) {
    this.user = user;
  }

  /** The account's password. It can't be read. */
  public void setPassword(@Nullable String password) {
    this.password = password;
  }

  @Override
  public XAConnection getXAConnection() throws SQLException {
    return connect(user, password);
  }

  @Override
  public XAConnection getXAConnection(@Nullable String account, @Nullable String secret)
      throws SQLException {
    return connect(account, secret);
  }

  private XAConnection connect(@Nullable String account, @Nullable String secret)
      throws SQLException {
    String place = url;
    if (place == null || !CanopyUrl.accepts(place)) {
      throw CanopyError.INVALID_ARGUMENT.with(
          "an XADataSource needs a URL that starts with " + CanopyUrl.PREFIX, "call setUrl");
    }
    Properties given = new Properties();
    if (account != null) {
      given.setProperty(CanopyProperty.USER.key(), account);
    }
    if (secret != null) {
      given.setProperty(CanopyProperty.PASSWORD.key(), secret);
    }
    CanopyUrl parsed =
        place.startsWith(LocalClusters.PREFIX)
            ? LocalClusters.start(place, given)
            : CanopyUrl.parse(place, given);
    Session lasting = sessions.open(parsed);
    return new CanopyXAConnection(parsed, lasting, sessions);
  }

  /** Kept for the bean's sake: Canopy logs through SLF4J. */
  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Kept for the bean's sake: how long connecting may take is the URL's connectTimeout. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Canopy logs through SLF4J", "0A000");
  }
}
