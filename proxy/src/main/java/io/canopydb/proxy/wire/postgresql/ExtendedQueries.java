package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.front.Column;
import io.canopydb.driver.front.LogicalNames;
import io.canopydb.driver.front.NumberedText;
import io.canopydb.driver.front.Portal;
import io.canopydb.driver.front.SentTogether;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.ResultKind;
import io.canopydb.driver.session.Session;
import io.canopydb.driver.session.TransactionStatus;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.wire.postgresql.codec.TypeIds;
import io.netty.buffer.ByteBuf;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The extended query protocol. Messages are collected until the client asks for an answer (Sync or
 * Flush): only then it is known whether one statement runs by itself, or several are one
 * transaction, as PostgreSQL has it. An error skips what follows, up to the next Sync.
 */
final class ExtendedQueries implements AutoCloseable {
  /** More than that is not collected. */
  private static final int MOST_STEPS = 1_000;

  private static final long MOST_BYTES = 1024 * 1024;

  private final Session session;
  private final BackendMessages out;
  private final Settings settings;
  private final StatementTypes types;
  private final Copying copying;
  private final LogicalNames names;

  private final Map<String, PreparedText> statements = new HashMap<>();
  private final Map<String, BoundPortal> portals = new HashMap<>();

  private List<Step> steps = new ArrayList<>();
  private long bytes;
  private @Nullable SentTogether together;
  private boolean skipping;
  private boolean settingsMayHaveChanged;

  ExtendedQueries(
      Session session,
      BackendMessages out,
      Settings settings,
      StatementTypes types,
      Copying copying) {
    this.session = session;
    this.out = out;
    this.settings = settings;
    this.types = types;
    this.copying = copying;
    this.names = new LogicalNames(session);
  }

  boolean atRest() {
    return steps.isEmpty() && together == null;
  }

  void answer(byte type, ByteBuf frame) throws ClientGoneException {
    if (type == 'S') {
      run(/* more= */ false);
      if (!copying.takesRows()) {
        sync();
      }
    } else if (type == 'H') {
      run(/* more= */ true);
      out.flush();
    } else if (!skipping) {
      bytes += frame.readableBytes();
      try {
        steps.add(Step.read(type, frame));
      } catch (SQLException e) {
        run(/* more= */ true);
        failed(e);
      }
      if (bytes > MOST_BYTES || steps.size() > MOST_STEPS) {
        run(/* more= */ true);
      }
    }
  }

  /** Its COPY is over: what came before it has been answered, and Sync is still to come. */
  void copied() throws ClientGoneException {
    if (copying.hasFailed()) {
      abandon();
    }
    out.flush();
  }

  private void sync() throws ClientGoneException {
    skipping = false;
    SentTogether open = together;
    together = null;
    try {
      if (session.transactionStatus() == TransactionStatus.IDLE || open != null) {
        closePortals();
      }
      if (open != null) {
        try (open) {
          open.done();
        }
      }
      if (settingsMayHaveChanged) {
        settingsMayHaveChanged = false;
        settings.report();
      }
    } catch (SQLException e) {
      out.error(ErrorFields.of(e));
    }
    out.ready(session.transactionStatus());
    out.flush();
  }

  /**
   * Does what was collected.
   *
   * @param more whether other messages may follow that belong to it
   */
  private void run(boolean more) throws ClientGoneException {
    List<Step> collected = steps;
    steps = new ArrayList<>();
    bytes = 0;
    if (skipping || collected.isEmpty()) {
      return;
    }
    try {
      begin(collected, more);
      for (int i = 0; i < collected.size(); i++) {
        Step step = collected.get(i);
        boolean executedNext =
            step instanceof Step.DescribePortal described
                && i + 1 < collected.size()
                && collected.get(i + 1) instanceof Step.Execute next
                && next.portal().equals(described.portal());
        if (!executedNext) {
          boolean describe =
              i > 0
                  && step instanceof Step.Execute executed
                  && collected.get(i - 1) instanceof Step.DescribePortal described
                  && described.portal().equals(executed.portal());
          take(step, describe, ran(collected, step));
        }
      }
    } catch (SQLException e) {
      failed(e);
    }
  }

  /** Whether what a Parse reads is run at once, so that whatever is wrong with it is told. */
  private static boolean ran(List<Step> collected, Step step) {
    return step instanceof Step.Parse parse
        && collected.stream()
            .anyMatch(
                one -> one instanceof Step.Bind bind && bind.statement().equals(parse.statement()));
  }

  private void failed(SQLException e) throws ClientGoneException {
    Notices.say(session, out);
    out.error(ErrorFields.of(e));
    abandon();
  }

  /** What follows is skipped, and what was one transaction is undone. */
  private void abandon() {
    skipping = true;
    SentTogether open = together;
    together = null;
    try {
      if (open != null) {
        closePortals();
        open.close();
      }
    } catch (SQLException e) {
      // It was undone all the same, and the client has been told of the error before.
      skipping = true;
    }
  }

  /** Statements that run before the next Sync are one transaction. */
  private void begin(List<Step> collected, boolean more) throws SQLException {
    if (together != null) {
      return;
    }
    Map<String, String> parsed = new HashMap<>();
    Map<String, String> bound = new HashMap<>();
    List<String> texts = new ArrayList<>();
    for (Step step : collected) {
      if (step instanceof Step.Parse parse) {
        parsed.put(parse.statement(), parse.text());
      } else if (step instanceof Step.Bind bind) {
        PreparedText known = statements.get(bind.statement());
        String text = parsed.get(bind.statement());
        bound.put(bind.portal(), text != null ? text : known == null ? "" : known.text().written());
      } else if (step instanceof Step.Execute execute) {
        BoundPortal known = portals.get(execute.portal());
        String text = bound.get(execute.portal());
        texts.add(text != null ? text : known == null ? "" : known.prepared().text().written());
      }
    }
    if (!texts.isEmpty() && (more || texts.size() > 1)) {
      together = SentTogether.begin(session, texts, more);
    }
  }

  /**
   * Does one step.
   *
   * @param describe whether it is an Execute of which the columns are to be said first
   * @param ran whether it is a Parse of what is run at once
   */
  private void take(Step step, boolean describe, boolean ran)
      throws SQLException, ClientGoneException {
    if (step instanceof Step.Parse parse) {
      parse(parse, ran);
    } else if (step instanceof Step.Bind bind) {
      bind(bind);
    } else if (step instanceof Step.DescribeStatement asked) {
      describe(statement(asked.statement()));
    } else if (step instanceof Step.DescribePortal asked) {
      describe(portal(asked.portal()));
    } else if (step instanceof Step.Execute execute) {
      execute(portal(execute.portal()), execute.max(), describe);
    } else if (step instanceof Step.CloseStatement closed) {
      statements.remove(closed.statement());
      out.closeComplete();
    } else if (step instanceof Step.ClosePortal closed) {
      closePortal(closed.portal());
      out.closeComplete();
    }
  }

  private void parse(Step.Parse parse, boolean ran) throws SQLException, ClientGoneException {
    if (!parse.statement().isEmpty() && statements.containsKey(parse.statement())) {
      throw new SQLException(
          "prepared statement \"" + parse.statement() + "\" already exists", "42P05");
    }
    if (session.transactionStatus() == TransactionStatus.FAILED
        && !Words.endsFailed(parse.text())) {
      throw new SQLException(
          "current transaction is aborted, commands ignored until end of transaction block",
          "25P02");
    }
    if (parse.text().indexOf(';') >= 0 && session.split(parse.text()).size() > 1) {
      throw new SQLException("cannot insert multiple commands into a prepared statement", "42601");
    }
    boolean numbers = Words.takesParameters(parse.text());
    NumberedText text =
        numbers
            ? NumberedText.of(parse.text())
            : new NumberedText(parse.text(), parse.text(), List.of(), 0);
    Session.Prepared prepared = session.prepare(text.text(), numbers);
    statements.put(
        parse.statement(),
        new PreparedText(
            text,
            prepared,
            types.parameters(session, text, parse.types(), !ran && !prepared.isEmpty())));
    out.parseComplete();
  }

  private PreparedText statement(String name) throws SQLException {
    PreparedText text = statements.get(name);
    if (text == null) {
      throw new SQLException(
          name.isEmpty()
              ? "unnamed prepared statement does not exist"
              : "prepared statement \"" + name + "\" does not exist",
          "26000");
    }
    return text;
  }

  private void bind(Step.Bind bind) throws SQLException, ClientGoneException {
    PreparedText prepared = statement(bind.statement());
    if (!bind.portal().isEmpty() && portals.containsKey(bind.portal())) {
      throw new SQLException("cursor \"" + bind.portal() + "\" already exists", "42P03");
    }
    closePortal(bind.portal());
    portals.put(
        bind.portal(),
        new BoundPortal(
            bind.portal(),
            prepared,
            prepared.parameters(bind, session, types),
            bind.resultFormats()));
    out.bindComplete();
  }

  private BoundPortal portal(String name) throws SQLException {
    BoundPortal portal = portals.get(name);
    if (portal == null) {
      throw new SQLException("portal \"" + name + "\" does not exist", "34000");
    }
    return portal;
  }

  private void describe(PreparedText prepared) throws SQLException, ClientGoneException {
    int[] parameters = new int[prepared.types().size()];
    for (int i = 0; i < parameters.length; i++) {
      int type = prepared.types().get(i);
      parameters[i] = type == TypeIds.UNSPECIFIED ? TypeIds.TEXT : type;
    }
    out.parameterTypes(parameters);
    columns(prepared, Formats.TEXT);
  }

  private void describe(BoundPortal portal) throws SQLException, ClientGoneException {
    if (portal.rows() != null) {
      out.rowDescription(portal.columns(), portal.formats());
    } else {
      columns(portal.prepared(), portal.formats());
    }
  }

  /** Says the columns of a statement that has not run. */
  private void columns(PreparedText prepared, Formats formats)
      throws SQLException, ClientGoneException {
    ResultSetMetaData described =
        prepared.statement().isEmpty() || prepared.statement().result() == ResultKind.COUNT
            ? null
            : session.describe(prepared.statement());
    if (described == null) {
      out.noData();
    } else {
      out.rowDescription(types.columns(session, Column.of(described, names)), formats);
    }
  }

  private void execute(BoundPortal portal, int max, boolean describe)
      throws SQLException, ClientGoneException {
    PreparedText prepared = portal.prepared();
    settingsMayHaveChanged |= Settings.mayChange(prepared.text().written());
    if (prepared.statement().isEmpty()) {
      if (describe) {
        out.noData();
      }
      out.emptyQuery();
      return;
    }
    if (prepared.statement().copies()) {
      if (describe) {
        out.noData();
      }
      if (copying.begin(prepared.text().written())) {
        out.flush();
      }
      return;
    }
    if (deallocated(prepared.text().written())) {
      portal.done();
      return;
    }
    if (portal.rows() == null) {
      if (portal.ended() != null) {
        // Its rows are all given; PostgreSQL lets a client ask again.
        out.complete(portal.ended().tag(0));
        return;
      }
      if (portal.ran()) {
        throw new SQLException("portal \"" + portal.name() + "\" cannot be run", "55000");
      }
      Outcome outcome =
          session.execute(prepared.statement(), portal.parameters(), RowWriter.STREAMED);
      if (!(outcome instanceof Outcome.Rows rows)) {
        portal.done();
        if (describe) {
          out.noData();
        }
        Notices.say(session, out);
        long count = outcome instanceof Outcome.Updated updated ? updated.count() : 0;
        out.complete(outcome.completion().tag(count));
        return;
      }
      Portal opened = new Portal(rows, names);
      portal.opened(opened, types.columns(session, opened.columns()));
    }
    if (describe) {
      out.rowDescription(portal.columns(), portal.formats());
    }
    fetch(portal, max);
  }

  private void fetch(BoundPortal portal, int max) throws SQLException, ClientGoneException {
    Portal rows = portal.rows();
    if (rows == null) {
      return;
    }
    if (!portal.formats().suits(portal.columns().size())) {
      throw FrameReader.violation(
          "bind message has "
              + portal.formats().codes().length
              + " result formats but query has "
              + portal.columns().size()
              + " columns");
    }
    long before = rows.given();
    if (new RowWriter(out, portal.columns(), portal.formats()).write(rows, max)) {
      out.suspended();
      return;
    }
    Notices.say(session, out);
    out.complete(rows.completion().tag(rows.given() - before));
    portal.end(rows.completion());
  }

  /**
   * DEALLOCATE and DISCARD, whose statements may be those of Parse.
   *
   * @return whether all is done, and said
   */
  boolean deallocated(String text) throws ClientGoneException {
    String name = Words.deallocated(text);
    if (name == null) {
      return false;
    }
    if (name.isEmpty()) {
      statements.keySet().removeIf(one -> !one.isEmpty());
      return false;
    }
    if (statements.remove(name) == null) {
      return false;
    }
    out.complete("DEALLOCATE");
    return true;
  }

  /** The unnamed statement and portal are gone with a simple query. */
  void forgetUnnamed() throws SQLException {
    statements.remove("");
    closePortal("");
  }

  private void closePortal(String name) throws SQLException {
    BoundPortal portal = portals.remove(name);
    if (portal != null) {
      portal.close();
    }
  }

  private void closePortals() throws SQLException {
    for (String name : Collections.unmodifiableList(new ArrayList<>(portals.keySet()))) {
      closePortal(name);
    }
  }

  @Override
  public void close() throws SQLException {
    closePortals();
    abandon();
  }
}
