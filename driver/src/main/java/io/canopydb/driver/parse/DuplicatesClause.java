package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * What an INSERT says of duplicates behind its rows: MySQL's ON DUPLICATE KEY UPDATE, or
 * PostgreSQL's ON CONFLICT.
 *
 * @param tail the tokens behind the rows
 * @param kind which it is
 * @param update where the word UPDATE is; -1 where nothing is updated
 * @param target what follows ON CONFLICT where that names a key; -1 where it does not
 */
public record DuplicatesClause(Tokens tail, Kind kind, int update, int target) {
  /** The forms of the clause. */
  public enum Kind {
    NONE,
    DUPLICATE_KEY,
    CONFLICT
  }

  /** Reads what follows the rows. */
  public static DuplicatesClause read(Tokens tail) {
    for (int i = 0; i + 1 < tail.size(); i++) {
      if (tail.depth(i) == 0 && tail.is(i, "ON", "DUPLICATE", "KEY", "UPDATE")) {
        return new DuplicatesClause(tail, Kind.DUPLICATE_KEY, i + 3, -1);
      }
      if (tail.depth(i) == 0 && tail.is(i, "ON", "CONFLICT")) {
        int update = i + 2;
        while (update >= 0 && !tail.is(update - 1, "DO")) {
          update = tail.indexOfWord(update + 1, "UPDATE", 0);
        }
        boolean named = tail.isKind(i + 2, TokenKind.OPEN) || tail.is(i + 2, "ON", "CONSTRAINT");
        return new DuplicatesClause(tail, Kind.CONFLICT, update, named ? i + 2 : -1);
      }
    }
    return new DuplicatesClause(tail, Kind.NONE, -1, -1);
  }

  /** The names of the columns that the row that is there gets new values of. */
  public List<String> assigned() {
    List<String> names = new ArrayList<>();
    boolean first = true;
    for (int i = update + 1; update >= 0 && i < tail.size(); i++) {
      if (tail.depth(i) == 0 && tail.isAny(i, "WHERE", "RETURNING")) {
        return names;
      }
      boolean starts =
          first || (tail.depth(i) == 0 && (tail.isKind(i, TokenKind.COMMA) || tail.is(i, "SET")));
      if (starts) {
        add(names, tail.isKind(i, TokenKind.COMMA) || tail.is(i, "SET") ? i + 1 : i);
      }
      first = false;
    }
    return names;
  }

  /** The columns before an equals sign: one, maybe behind its table, or a list in brackets. */
  private void add(List<String> names, int at) {
    if (tail.isKind(at, TokenKind.OPEN)) {
      for (int i = at + 1; i < tail.closing(at); i++) {
        if (tail.isIdentifier(i)) {
          names.add(tail.identifier(i));
        }
      }
      return;
    }
    int name = at;
    while (tail.isKind(name + 1, TokenKind.DOT)) {
      name += 2;
    }
    if (tail.isIdentifier(name) && tail.isOperator(name + 1, "=")) {
      names.add(tail.identifier(name));
    }
  }
}
