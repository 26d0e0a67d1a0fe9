package io.canopydb.proxy.local.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application's operations: each borrows a connection from a pool, prepares, runs, checks what
 * came and gives the connection back. Safe for use by many threads.
 */
final class Application {
  /** Rows of a batch. */
  static final int BATCH = 50;

  private static final int TOP = 10;

  private final Placement placement;
  private final int accounts;
  private final AtomicLong events = new AtomicLong();

  /**
   * @param accounts how many there are, with ids from 1
   */
  Application(Placement placement, int accounts) {
    this.placement = placement;
    this.accounts = accounts;
  }

  /** The name of an account's owner. */
  static String owner(int id) {
    return "owner of account " + id;
  }

  /** What accounts are put in order by; no two have the same. */
  static long score(int id, int accounts) {
    return id * 7919L % accounts;
  }

  /** How many events were written. */
  long events() {
    return events.get();
  }

  void select() throws SQLException {
    int id = anyAccount();
    Place place = placement.account(id);
    try (Connection connection = place.source().getConnection()) {
      readOwner(connection, place, id);
    }
  }

  private static void readOwner(Connection connection, Place place, int id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(place.texts().select())) {
      statement.setLong(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        check(rows.next() && rows.getString(1).equals(owner(id)), "account " + id);
        rows.getLong(2);
        check(!rows.next(), "account " + id + " once");
      }
    }
  }

  void update() throws SQLException {
    int id = anyAccount();
    Place place = placement.account(id);
    try (Connection connection = place.source().getConnection()) {
      addOne(connection, place, id);
    }
  }

  private static void addOne(Connection connection, Place place, int id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(place.texts().update())) {
      statement.setLong(1, 1);
      statement.setLong(2, id);
      check(statement.executeUpdate() == 1, "one account updated");
    }
  }

  /** Reads and writes one account. */
  void transaction() throws SQLException {
    int id = anyAccount();
    Place place = placement.account(id);
    try (Connection connection = place.source().getConnection()) {
      connection.setAutoCommit(false);
      readOwner(connection, place, id);
      addOne(connection, place, id);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  void insert() throws SQLException {
    long id = events.incrementAndGet();
    Place place = placement.places().get(placement.event(id));
    try (Connection connection = place.source().getConnection();
        PreparedStatement statement = connection.prepareStatement(place.texts().insert())) {
      bindEvent(statement, id);
      check(statement.executeUpdate() == 1, "one event inserted");
    }
  }

  /** A batch of events; each place gets those of its own, one place after the other. */
  void batch() throws SQLException {
    long last = events.addAndGet(BATCH);
    int places = placement.places().size();
    for (int i = 0; i < places; i++) {
      Place place = placement.places().get(i);
      try (Connection connection = place.source().getConnection();
          PreparedStatement statement = connection.prepareStatement(place.texts().insert())) {
        int rows = 0;
        for (long id = last - BATCH + 1; id <= last; id++) {
          if (placement.event(id) == i) {
            bindEvent(statement, id);
            statement.addBatch();
            rows++;
          }
        }
        check(statement.executeBatch().length == rows, rows + " events inserted");
      }
    }
  }

  private void bindEvent(PreparedStatement statement, long id) throws SQLException {
    statement.setLong(1, id);
    statement.setLong(2, 1 + id % accounts);
    statement.setString(3, "event");
  }

  /** Counts and sums over all accounts. */
  void count() throws SQLException {
    long count = 0;
    long sum = 0;
    for (Place place : placement.places()) {
      try (Connection connection = place.source().getConnection();
          PreparedStatement statement = connection.prepareStatement(place.texts().count())) {
        statement.setLong(1, 0);
        try (ResultSet rows = statement.executeQuery()) {
          check(rows.next(), "a row of counts");
          count += rows.getLong(1);
          sum += rows.getLong(2);
        }
      }
    }
    check(count == accounts, "count of accounts " + count);
    check(sum == accounts * (accounts - 1L) / 2, "sum of scores " + sum);
  }

  /** The accounts of the highest scores; where several places have some, the best of them. */
  void ordered() throws SQLException {
    List<Long> scores = new ArrayList<>(TOP * placement.places().size());
    for (Place place : placement.places()) {
      try (Connection connection = place.source().getConnection();
          PreparedStatement statement = connection.prepareStatement(place.texts().ordered());
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          check(rows.getLong(1) > 0, "an account's id");
          scores.add(rows.getLong(2));
        }
      }
    }
    if (placement.places().size() > 1) {
      scores.sort(Comparator.reverseOrder());
    }
    for (int i = 0; i < TOP; i++) {
      check(scores.get(i) == accounts - 1L - i, "score " + i);
    }
  }

  /** All accounts, as they come. */
  void all() throws SQLException {
    int count = 0;
    long sum = 0;
    for (Place place : placement.places()) {
      try (Connection connection = place.source().getConnection();
          PreparedStatement statement = connection.prepareStatement(place.texts().all());
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          count++;
          sum += rows.getLong(4);
          check(!rows.getString(2).isEmpty(), "an owner");
        }
      }
    }
    check(count == accounts, "accounts " + count);
    check(sum == accounts * (accounts - 1L) / 2, "sum of scores " + sum);
  }

  private int anyAccount() {
    return 1 + ThreadLocalRandom.current().nextInt(accounts);
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("wrong result: " + what);
    }
  }
}
