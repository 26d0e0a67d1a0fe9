package io.canopydb.it.differential;

import io.canopydb.metadata.model.Engine;
import java.util.List;

/** Puts values in the place of question marks. */
final class Literals {

  private Literals() {}

  /** The statement with the first of its lists of values as literals. */
  static String insert(ScriptStatement statement, Engine engine) {
    List<ParameterValue> values = statement.parameters().get(0);
    String sql = statement.text();
    StringBuilder out = new StringBuilder();
    int next = 0;
    boolean quoted = false;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      quoted ^= c == '\'';
      if (c == '?' && !quoted) {
        out.append(values.get(next++).literal(engine));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
