package io.canopydb.proxy.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;

/** A program that uses a local cluster by its URL, and closes nothing. */
final class PlainProgram {

  private PlainProgram() {}

  public static void main(String[] arguments) throws Exception {
    Connection connection = DriverManager.getConnection(arguments[0]);
    ResultSet row = connection.createStatement().executeQuery("SELECT 41 + 1");
    row.next();
    System.out.println(row.getInt(1));
  }
}
