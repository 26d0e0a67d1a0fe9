package io.canopydb.it.differential;

import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server, or a cluster, by its JDBC URL.
 *
 * @param url with user and password, and with a database that is there
 */
record Target(String url, Engine engine) {
  private static final Pattern URL = Pattern.compile("(jdbc:[a-z:]+//[^/?]*)(/[^?]*)?(\\?.*)?");

  boolean isCanopy() {
    return url.startsWith("jdbc:canopy:");
  }

  /** Makes it anew; on a plain server partitions mean nothing. */
  void createDatabase(String name, int partitions) throws SQLException {
    dropDatabase(name);
    administer("CREATE DATABASE " + name + (isCanopy() ? " PARTITIONS " + partitions : ""));
  }

  void dropDatabase(String name) throws SQLException {
    administer("DROP DATABASE IF EXISTS " + name);
  }

  /** A session through JDBC. */
  Client client(String database) throws SQLException {
    return new Observer(open(database), engine);
  }

  /** One of which only the texts of values are looked at. */
  Client clientOfTexts(String database) throws SQLException {
    return Observer.ofTexts(open(database), engine);
  }

  Connection open(String database) throws SQLException {
    return DriverManager.getConnection(url(database));
  }

  /** Its URL with another database. */
  String url(String database) throws SQLException {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw new SQLException("no JDBC URL of a server: " + url);
    }
    String options = matcher.group(3) == null ? "" : matcher.group(3);
    return matcher.group(1) + "/" + database + options;
  }

  private void administer(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
