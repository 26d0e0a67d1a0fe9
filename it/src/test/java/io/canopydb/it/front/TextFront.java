package io.canopydb.it.front;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.Column;
import io.canopydb.driver.front.LogicalNames;
import io.canopydb.driver.front.Portal;
import io.canopydb.driver.front.ReadText;
import io.canopydb.driver.front.TextRun;
import io.canopydb.driver.session.BulkCopy;
import io.canopydb.driver.session.Completion;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.Session;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client's requests, answered by the core as a wire protocol would: simple queries of one or
 * more statements; statements that are prepared, described, and executed in portions; COPY. Errors
 * are said to the client, and nothing is thrown. One request at a time; {@link #cancel} at any.
 */
public final class TextFront implements AutoCloseable {
  private static final @Nullable Parameter[] NONE = {};

  private final Session session;
  private final LogicalNames names;
  private final boolean several;
  private final Map<String, ReadText> prepared = new HashMap<>();
  private @Nullable Portal portal;

  /**
   * @param session closed with the front
   * @param several whether a simple query may hold several statements
   */
  public TextFront(Session session, boolean several) {
    this.session = session;
    this.names = new LogicalNames(session);
    this.several = several;
  }

  /** A part of an answer. */
  private interface Part {
    void say() throws SQLException;
  }

  private void answer(TextClient client, Part part) {
    try {
      closePortal();
      part.say();
    } catch (SQLException e) {
      client.failed(e);
    }
    client.ready(session.transactionStatus());
  }

  /** A simple query. */
  public void query(String text, TextClient client) {
    answer(client, () -> run(ReadText.of(session, text, false, several), NONE, client));
  }

  private void run(ReadText text, @Nullable Parameter[] parameters, TextClient client)
      throws SQLException {
    try (TextRun run = TextRun.begin(session, text, parameters, ExecuteOptions.DEFAULT)) {
      for (Outcome outcome = run.next(); outcome != null; outcome = run.next()) {
        say(outcome, client);
      }
    }
  }

  private void say(Outcome outcome, TextClient client) throws SQLException {
    if (outcome instanceof Outcome.Rows rows) {
      try (Portal all = new Portal(rows, names)) {
        client.columns(all.columns());
        fetch(all, 0, client);
      }
    } else if (outcome instanceof Outcome.Updated updated) {
      counted(updated, client);
    } else if (outcome instanceof Outcome.Several several) {
      for (Outcome one : several.results()) {
        say(one, client);
      }
    }
  }

  private static void counted(Outcome.Updated updated, TextClient client) {
    Completion completion = updated.completion();
    client.complete(completion.tag(updated.count()), completion, updated.count());
  }

  private static boolean fetch(Portal rows, long max, TextClient client) throws SQLException {
    if (rows.fetch(max, (reader, row) -> client.row(rows.texts(row)))) {
      client.suspended();
      return true;
    }
    client.complete(rows.tag(), rows.completion());
    return false;
  }

  // Statements that are prepared

  /** Reads a text and keeps it under a name. */
  public void parse(String name, String text, TextClient client) {
    answer(client, () -> prepared.put(name, ReadText.of(session, text, true, several)));
  }

  private ReadText prepared(String name) throws SQLException {
    ReadText text = prepared.get(name);
    if (text == null) {
      throw new SQLException("prepared statement \"" + name + "\" does not exist", "26000");
    }
    return text;
  }

  /** Says the columns of a statement that was not run; none where it gives no rows. */
  public void describe(String name, TextClient client) {
    answer(
        client,
        () -> {
          ResultSetMetaData columns = session.describe(prepared(name).statements().get(0));
          client.columns(columns == null ? List.of() : Column.of(columns, names));
        });
  }

  /**
   * Executes a statement.
   *
   * @param max how many rows to give now; {@link #more} gives others; 0 for all
   */
  public void execute(String name, @Nullable Parameter[] parameters, long max, TextClient client) {
    answer(
        client,
        () -> {
          ReadText text = prepared(name);
          if (max == 0 || text.statements().size() > 1) {
            run(text, parameters, client);
            return;
          }
          Outcome outcome =
              session.execute(text.statements().get(0), parameters, ExecuteOptions.DEFAULT);
          if (outcome instanceof Outcome.Rows rows) {
            Portal opened = new Portal(rows, names);
            portal = opened;
            client.columns(opened.columns());
            fetch(opened, max, client);
          } else {
            say(outcome, client);
          }
        });
  }

  /** Gives the next rows of the statement that was executed last. */
  public void more(long max, TextClient client) {
    Portal open = portal;
    try {
      if (open == null) {
        throw new SQLException("there is no portal", "34000");
      }
      fetch(open, max, client);
    } catch (SQLException e) {
      client.failed(e);
    }
    client.ready(session.transactionStatus());
  }

  private void closePortal() throws SQLException {
    Portal open = portal;
    portal = null;
    if (open != null) {
      open.close();
    }
  }

  // COPY

  /** COPY .. FROM STDIN with its rows. */
  public void copyIn(String sql, String rows, TextClient client) {
    answer(
        client,
        () -> {
          BulkCopy copy = session.copy(sql);
          if (!(copy instanceof BulkCopy.In in)) {
            copy.cancel();
            throw new SQLException("this COPY takes no rows", "0A000");
          }
          byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
          in.write(bytes, 0, bytes.length);
          long count = in.end();
          client.complete(
              "COPY " + count,
              new Completion("COPY", true, 0, 0, session.transactionStatus()),
              count);
        });
  }

  /** Stops the request that is being answered; for any thread. */
  public void cancel() throws SQLException {
    session.cancel();
  }

  @Override
  public void close() throws SQLException {
    closePortal();
    session.close();
  }
}
