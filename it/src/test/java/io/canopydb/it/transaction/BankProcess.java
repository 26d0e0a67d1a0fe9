package io.canopydb.it.transaction;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that move money between accounts until they are killed. Each transfer that was
 * acknowledged is written to standard output. Arguments: the URL, the number of threads, a name for
 * the transfers, and the number of accounts.
 */
final class BankProcess {
  private final String url;
  private final int accounts;

  private BankProcess(String url, int accounts) {
    this.url = url;
    this.accounts = accounts;
  }

  public static void main(String[] arguments) throws Exception {
    BankProcess bank = new BankProcess(arguments[0], Integer.parseInt(arguments[3]));
    int threads = Integer.parseInt(arguments[1]);
    for (int i = 0; i < threads; i++) {
      String name = arguments[2] + "-" + i;
      new Thread(() -> bank.work(name), name).start();
    }
    System.out.println("REACHED");
    // Also when whoever started it dies before it could kill it.
    System.in.transferTo(OutputStream.nullOutputStream());
    Runtime.getRuntime().halt(0);
  }

  private void work(String name) {
    for (int number = 0; ; ) {
      try (Connection connection = DriverManager.getConnection(url)) {
        connection.setAutoCommit(false);
        while (true) {
          String id = name + "-" + number++;
          transfer(connection, id);
          System.out.println("ACK " + id);
        }
      } catch (SQLException e) {
        System.out.println("ERROR " + e.getSQLState() + " " + e.getMessage());
        pause();
      }
    }
  }

  private void transfer(Connection connection, String id) throws SQLException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int from = 1 + random.nextInt(accounts);
    int to = 1 + random.nextInt(accounts);
    int amount = random.nextInt(20);
    try {
      // Lower ids first, so that few transfers wait for each other in a circle.
      add(connection, Math.min(from, to), from < to ? -amount : amount);
      add(connection, Math.max(from, to), from < to ? amount : -amount);
      try (PreparedStatement statement =
          connection.prepareStatement("INSERT INTO transfer (id) VALUES (?)")) {
        statement.setString(1, id);
        statement.executeUpdate();
      }
      connection.commit();
    } catch (SQLException e) {
      try {
        connection.rollback();
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private static void add(Connection connection, int account, int amount) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE account SET balance = balance + ? WHERE id = ?")) {
      statement.setInt(1, amount);
      statement.setInt(2, account);
      statement.executeUpdate();
    }
  }

  /** Applications do not run into an error as fast as they can. */
  private static void pause() {
    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
  }
}
