package io.canopydb.driver.ddl.text;

import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * A name in a statement, qualified or not.
 *
 * @param first its first token
 * @param last its last token
 * @param parts from the outermost qualifier to the name itself
 */
record NameAt(int first, int last, List<String> parts) {
  NameAt {
    parts = List.copyOf(parts);
  }

  /**
   * The name that starts at a token.
   *
   * @throws io.canopydb.driver.parse.SqlSyntaxException where no name stands
   */
  static NameAt read(Tokens tokens, int first) {
    List<String> parts = new ArrayList<>(2);
    parts.add(tokens.identifier(first));
    int last = first;
    while (tokens.isKind(last + 1, TokenKind.DOT) && tokens.isIdentifier(last + 2)) {
      last += 2;
      parts.add(tokens.identifier(last));
    }
    return new NameAt(first, last, parts);
  }

  /**
   * The names of a list with commas, as in DROP TABLE a, b. PostgreSQL's ONLY before and * behind a
   * name are skipped.
   */
  static List<NameAt> readList(Tokens tokens, int first) {
    List<NameAt> names = new ArrayList<>();
    int at = first;
    while (true) {
      if (tokens.is(at, "ONLY") && tokens.isIdentifier(at + 1)) {
        at++;
      }
      NameAt name = read(tokens, at);
      names.add(name);
      at = name.last() + 1;
      if (tokens.isOperator(at, "*")) {
        at++;
      }
      if (!tokens.isKind(at, TokenKind.COMMA)) {
        return names;
      }
      at++;
    }
  }

  /** The name without qualifiers. */
  String name() {
    return parts.get(parts.size() - 1);
  }
}
