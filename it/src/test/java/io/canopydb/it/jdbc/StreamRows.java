package io.canopydb.it.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads the rows of a query by fetch size, in a process of its own with little memory. */
final class StreamRows {
  private StreamRows() {}

  /** Arguments: URL, fetch size, query whose columns are a number and a text. */
  public static void main(String[] arguments) throws SQLException {
    long rows = 0;
    long sum = 0;
    long characters = 0;
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(Integer.parseInt(arguments[1]));
      try (ResultSet result = statement.executeQuery(arguments[2])) {
        while (result.next()) {
          rows++;
          sum += result.getLong(1);
          characters += result.getString(2).length();
        }
      }
      // Nothing is left on the connection.
      try (ResultSet one = statement.executeQuery("SELECT 1")) {
        one.next();
      }
    }
    System.out.println(rows + " rows, sum " + sum + ", " + characters + " characters");
  }
}
