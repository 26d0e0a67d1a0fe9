package io.canopydb.driver.front;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements of one text, read; at least one. */
public record ReadText(List<String> texts, List<Session.Prepared> statements) {
  public ReadText {
    texts = List.copyOf(texts);
    statements = List.copyOf(statements);
  }

  /**
   * Reads a text.
   *
   * @param parameters whether {@code ?} stands for a parameter
   * @param several whether it may hold several statements
   */
  public static ReadText of(Session session, String text, boolean parameters, boolean several)
      throws SQLException {
    if (text.indexOf(';') < 0) {
      return new ReadText(List.of(text), List.of(session.prepare(text, parameters)));
    }
    List<String> texts = session.split(text);
    if (texts.size() > 1 && !several) {
      throw CanopyError.MULTI_STATEMENT.with();
    }
    List<Session.Prepared> statements = new ArrayList<>(texts.size());
    for (String one : texts) {
      statements.add(session.prepare(one, parameters));
    }
    return new ReadText(texts, statements);
  }
}
