package io.canopydb.it.system;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What lies in a lookup table, read from the leaves themselves. */
record LookupContents(Engine engine, String database) {

  /** Whether any partition has it. */
  boolean exists(String lookup) throws SQLException {
    for (LeafServer leaf : SharedServers.of(engine).leaves()) {
      try (Connection connection = connect(leaf)) {
        if (!places(connection, lookup).isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Its rows of all partitions, as texts, sorted. */
  List<String> of(String lookup, String columns) throws SQLException {
    List<String> found = new ArrayList<>();
    for (LeafServer leaf : SharedServers.of(engine).leaves()) {
      try (Connection connection = connect(leaf);
          Statement statement = connection.createStatement()) {
        for (String namespace : places(connection, lookup)) {
          String place = Dialect.of(engine).quoteName(namespace);
          try (ResultSet rows =
              statement.executeQuery("SELECT " + columns + " FROM " + place + "." + lookup)) {
            found.addAll(texts(rows));
          }
        }
      }
    }
    Collections.sort(found);
    return found;
  }

  private Connection connect(LeafServer leaf) throws SQLException {
    Credentials account = leaf.accounts().admin();
    return DriverManager.getConnection(
        leaf.jdbcUrl(engine == Engine.MYSQL ? "" : database), account.user(), account.password());
  }

  private List<String> places(Connection connection, String lookup) throws SQLException {
    String sql =
        "SELECT table_schema FROM information_schema.tables WHERE table_name = '"
            + lookup
            + "' AND table_schema LIKE '"
            + database
            + "%'";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return texts(rows);
    }
  }

  /** The rows of a result as texts, sorted. */
  static List<String> texts(ResultSet rows) throws SQLException {
    List<String> texts = new ArrayList<>();
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        row.add(String.valueOf(rows.getString(i)));
      }
      texts.add(String.join(" ", row));
    }
    Collections.sort(texts);
    return texts;
  }
}
