package io.canopydb.driver.front;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.session.Outcome;
import io.canopydb.driver.session.Session;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One run of a text: its outcomes, one after the other, each when it is asked for, none of them
 * several in one. Rows are to be read before that. Where it is closed before its end, or fails,
 * what PostgreSQL counts as one transaction is rolled back.
 */
public final class TextRun implements AutoCloseable {
  private final Session session;
  private final ReadText text;
  private final @Nullable Parameter[] parameters;
  private final ExecuteOptions options;
  private final SentTogether together;
  private int done;
  private int usedParameters;
  private final Deque<Outcome> further = new ArrayDeque<>();
  private Outcome.@Nullable Rows open;

  private TextRun(
      Session session,
      ReadText text,
      @Nullable Parameter[] parameters,
      ExecuteOptions options,
      SentTogether together) {
    this.session = session;
    this.text = text;
    this.parameters = parameters;
    this.options = options;
    this.together = together;
  }

  /**
   * Begins to run a text.
   *
   * @param parameters of all its statements, one after the other
   */
  public static TextRun begin(
      Session session, ReadText text, @Nullable Parameter[] parameters, ExecuteOptions options)
      throws SQLException {
    return new TextRun(
        session, text, parameters, options, SentTogether.begin(session, text.texts()));
  }

  /** The next outcome; null behind the last, and then all statements hold. */
  public @Nullable Outcome next() throws SQLException {
    closeRows();
    Outcome outcome = further.poll();
    if (outcome == null) {
      outcome = ofNextStatement();
    }
    if (outcome instanceof Outcome.Several several) {
      further.addAll(several.results());
      outcome = further.remove();
    }
    open = outcome instanceof Outcome.Rows rows ? rows : null;
    return outcome;
  }

  private @Nullable Outcome ofNextStatement() throws SQLException {
    if (done == text.statements().size()) {
      together.done();
      return null;
    }
    Session.Prepared statement = text.statements().get(done++);
    int from = usedParameters;
    usedParameters += statement.parameterCount();
    return session.execute(
        statement, Arrays.copyOfRange(parameters, from, usedParameters), options);
  }

  /** Whether an outcome follows the last one, or an error in its place. */
  public boolean more() {
    return !further.isEmpty() || done < text.statements().size();
  }

  private void closeRows() throws SQLException {
    Outcome.Rows rows = open;
    open = null;
    if (rows != null) {
      rows.cursor().close();
    }
  }

  @Override
  public void close() throws SQLException {
    try (together) {
      closeRows();
    }
  }
}
