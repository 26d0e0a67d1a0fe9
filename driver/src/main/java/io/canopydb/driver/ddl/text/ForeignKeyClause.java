package io.canopydb.driver.ddl.text;

import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * A foreign key in the text of CREATE TABLE or ALTER TABLE.
 *
 * @param parent the table that it refers to
 * @param columns those that refer
 * @param name of the key, or of its index; empty where it has none
 * @param first the first token to take out with it
 * @param last the last such token
 * @param element whether that is a whole element of the list that it stands in, rather than a part
 *     of a column's definition
 */
record ForeignKeyClause(
    NameAt parent, List<String> columns, String name, int first, int last, boolean element) {
  ForeignKeyClause {
    columns = List.copyOf(columns);
  }

  /**
   * The foreign key of a REFERENCES.
   *
   * @param from the first token that can belong to it
   */
  static ForeignKeyClause read(Tokens tokens, int references, int from) {
    int depth = tokens.depth(references);
    int first = start(tokens, references, from);
    NameAt parent = NameAt.read(tokens, references + 1);
    for (int i = first; i < references; i++) {
      if (tokens.depth(i) == depth && tokens.is(i, "FOREIGN", "KEY")) {
        int last = parent.last();
        while (last + 1 < tokens.size() && !endsElement(tokens, last + 1, depth)) {
          last++;
        }
        return new ForeignKeyClause(
            parent, listed(tokens, references), name(tokens, i, references), first, last, true);
      }
    }
    int start = references;
    String name = "";
    if (tokens.is(references - 2, "CONSTRAINT")) {
      start = references - 2;
      name = tokens.identifier(references - 1);
    } else if (tokens.is(references - 1, "CONSTRAINT")) {
      start = references - 1;
    }
    int last = endOfReferences(tokens, parent.last());
    return new ForeignKeyClause(parent, List.of(column(tokens, first)), name, start, last, false);
  }

  /** The first token of the element of a list that a token stands in. */
  static int start(Tokens tokens, int at, int from) {
    int first = at;
    while (first > from && !endsElement(tokens, first - 1, tokens.depth(at))) {
      first--;
    }
    return first;
  }

  /** CONSTRAINT name FOREIGN KEY, or else FOREIGN KEY name. */
  private static String name(Tokens tokens, int foreign, int references) {
    if (tokens.is(foreign - 2, "CONSTRAINT")) {
      return tokens.identifier(foreign - 1);
    }
    boolean named = foreign + 2 < references && tokens.isIdentifier(foreign + 2);
    return named ? tokens.identifier(foreign + 2) : "";
  }

  private static boolean endsElement(Tokens tokens, int i, int depth) {
    return tokens.depth(i) < depth
        || (tokens.depth(i) == depth
            && (tokens.isKind(i, TokenKind.COMMA)
                || tokens.isKind(i, TokenKind.SEMICOLON)
                || tokens.isKind(i, TokenKind.EXECUTABLE_COMMENT_CLOSE)));
  }

  /** The names in the brackets before REFERENCES. */
  private static List<String> listed(Tokens tokens, int references) {
    List<String> names = new ArrayList<>();
    for (int i = references - 2; i > 0 && !tokens.isKind(i, TokenKind.OPEN); i--) {
      if (tokens.isIdentifier(i)) {
        names.add(0, tokens.identifier(i));
      }
    }
    return names;
  }

  /** The column that an element of the list defines. */
  static String column(Tokens tokens, int first) {
    int at = first;
    while (tokens.isAny(at, "ADD", "COLUMN", "IF", "NOT", "EXISTS", "MODIFY", "CHANGE")
        && tokens.isIdentifier(at + 1)) {
      at++;
    }
    return tokens.isIdentifier(at) ? tokens.identifier(at) : "";
  }

  /** The last token of what may follow the name of the parent. */
  private static int endOfReferences(Tokens tokens, int parent) {
    int last = brackets(tokens, parent);
    while (true) {
      if (tokens.is(last + 1, "MATCH")) {
        last += 2;
      } else if (tokens.is(last + 1, "ON")) {
        boolean two = tokens.isAny(last + 3, "SET", "NO");
        last = brackets(tokens, last + (two ? 4 : 3));
      } else if (tokens.is(last + 1, "NOT", "DEFERRABLE")
          || tokens.is(last + 1, "INITIALLY")
          || tokens.is(last + 1, "NOT", "ENFORCED")
          || tokens.is(last + 1, "NOT", "VALID")) {
        last += 2;
      } else if (tokens.isAny(last + 1, "DEFERRABLE", "ENFORCED")) {
        last += 1;
      } else {
        return last;
      }
    }
  }

  private static int brackets(Tokens tokens, int last) {
    return tokens.isKind(last + 1, TokenKind.OPEN) ? tokens.closing(last + 1) : last;
  }
}
