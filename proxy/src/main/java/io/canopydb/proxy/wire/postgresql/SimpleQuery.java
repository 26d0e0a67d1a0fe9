package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.LogicalNames;
import io.canopydb.driver.front.NumberedText;
import io.canopydb.driver.front.Portal;
import io.canopydb.driver.front.ReadText;
import io.canopydb.driver.front.SentTogether;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.Session;
import io.canopydb.proxy.server.ClientGoneException;
import io.netty.buffer.ByteBuf;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of one or more statements, each of which is answered; it waits where one of them takes
 * rows from the client. Used by one thread.
 */
final class SimpleQuery implements AutoCloseable {
  private static final @Nullable Parameter[] NONE = {};

  private final Session session;
  private final BackendMessages out;
  private final Settings settings;
  private final StatementTypes types;
  private final Copying copying;
  private final ExtendedQueries extended;

  private ReadText text = new ReadText(List.of(), List.of());
  private int next;
  private @Nullable SentTogether together;

  SimpleQuery(
      Session session,
      BackendMessages out,
      Settings settings,
      StatementTypes types,
      Copying copying,
      ExtendedQueries extended) {
    this.session = session;
    this.out = out;
    this.settings = settings;
    this.types = types;
    this.copying = copying;
    this.extended = extended;
  }

  /**
   * Runs what a message holds.
   *
   * @return whether it is over; else rows are awaited
   */
  boolean begin(ByteBuf frame) throws ClientGoneException {
    try {
      extended.forgetUnnamed();
      String sent = FrameReader.text(frame);
      FrameReader.end(frame);
      text = ReadText.of(session, sent, false, true);
      if (text.statements().stream().allMatch(Session.Prepared::isEmpty)) {
        out.emptyQuery();
        return true;
      }
      together = SentTogether.begin(session, text.texts(), /* more= */ false);
      return run();
    } catch (SQLException e) {
      failed(e);
      return true;
    }
  }

  /** Goes on behind a COPY; the same is returned. */
  boolean copied() throws ClientGoneException {
    try {
      if (copying.hasFailed()) {
        close();
        return true;
      }
      return run();
    } catch (SQLException e) {
      failed(e);
      return true;
    }
  }

  private void failed(SQLException e) throws ClientGoneException {
    Notices.say(session, out);
    out.error(ErrorFields.of(e));
    try {
      close();
    } catch (SQLException again) {
      // It was undone all the same, and the client has been told of the error before.
      together = null;
    }
  }

  private boolean run() throws SQLException, ClientGoneException {
    while (next < text.statements().size()) {
      String one = text.texts().get(next);
      Session.Prepared statement = text.statements().get(next++);
      if (statement.copies()) {
        if (copying.begin(one)) {
          return false;
        }
      } else if (!extended.deallocated(one)) {
        checkWithoutParameters(one);
        say(session.execute(statement, NONE, RowWriter.STREAMED));
      }
    }
    SentTogether open = together;
    if (open != null) {
      open.done();
    }
    if (text.texts().stream().anyMatch(Settings::mayChange)) {
      settings.report();
    }
    return true;
  }

  private static void checkWithoutParameters(String text) throws SQLException {
    if (text.indexOf('$') >= 0 && Words.takesParameters(text)) {
      NumberedText read = NumberedText.of(text);
      if (read.count() > 0) {
        throw read.unbound();
      }
    }
  }

  private void say(Outcome outcome) throws SQLException, ClientGoneException {
    if (outcome instanceof Outcome.Rows rows) {
      try (Portal all = new Portal(rows, new LogicalNames(session))) {
        List<ResultColumn> columns = types.columns(session, all.columns());
        out.rowDescription(columns, Formats.TEXT);
        new RowWriter(out, columns, Formats.TEXT).write(all, 0);
        Notices.say(session, out);
        out.complete(all.tag());
      }
    } else if (outcome instanceof Outcome.Updated updated) {
      Notices.say(session, out);
      out.complete(updated.completion().tag(updated.count()));
    } else if (outcome instanceof Outcome.Several several) {
      for (Outcome one : several.results()) {
        say(one);
      }
    }
  }

  /** Undoes what was one transaction and is not at its end. */
  @Override
  public void close() throws SQLException {
    SentTogether open = together;
    together = null;
    if (open != null) {
      open.close();
    }
  }
}
