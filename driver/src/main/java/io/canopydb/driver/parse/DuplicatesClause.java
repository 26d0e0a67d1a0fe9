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

  /** Where an assignment takes its value from. */
  public enum Value {
    /** The same column of the row that is there, which thus stays as it is. */
    OWN,
    /** The same column of the row that was to be inserted. */
    PROPOSED,
    /** Anything else. */
    OTHER
  }

  /** A column that the row that is there gets a value of. */
  public record Assigned(String column, Value value) {}

  /** The names of the columns that the row that is there gets new values of. */
  public List<String> assigned() {
    return assignments().stream().map(Assigned::column).toList();
  }

  /** The assignments, in the order of the text. */
  public List<Assigned> assignments() {
    List<Assigned> found = new ArrayList<>();
    int at = update < 0 ? tail.size() : update + 1;
    while (at < tail.size()) {
      int start = tail.is(at, "SET") ? at + 1 : at;
      int end = end(start);
      add(found, start, end);
      at = tail.isKind(end, TokenKind.COMMA) ? end + 1 : tail.size();
    }
    return found;
  }

  /** The token behind an assignment. */
  private int end(int start) {
    int end = start;
    while (end < tail.size() && !(tail.depth(end) == 0 && ends(end))) {
      end++;
    }
    return end;
  }

  private boolean ends(int i) {
    return tail.isKind(i, TokenKind.COMMA)
        || tail.isKind(i, TokenKind.SEMICOLON)
        || tail.isAny(i, "WHERE", "RETURNING");
  }

  /** One column, maybe behind its table, or a list of columns in brackets. */
  private void add(List<Assigned> found, int start, int end) {
    if (tail.isKind(start, TokenKind.OPEN)) {
      addList(found, start, end);
      return;
    }
    int name = start;
    while (tail.isKind(name + 1, TokenKind.DOT)) {
      name += 2;
    }
    if (tail.isIdentifier(name) && tail.isOperator(name + 1, "=")) {
      String column = tail.identifier(name);
      found.add(new Assigned(column, value(column, name + 2, end)));
    }
  }

  private void addList(List<Assigned> found, int open, int end) {
    int close = tail.closing(open);
    int values = tail.is(close + 2, "ROW") ? close + 3 : close + 2;
    boolean listed =
        tail.isKind(values, TokenKind.OPEN)
            && tail.closing(values) == end - 1
            && !tail.isAny(values + 1, "SELECT", "WITH");
    int from = values + 1;
    for (int i = open + 1; i < close; i++) {
      if (tail.isIdentifier(i)) {
        String column = tail.identifier(i);
        int to = from;
        while (listed
            && to < end - 1
            && !(tail.isKind(to, TokenKind.COMMA) && tail.depth(to) == tail.depth(values) + 1)) {
          to++;
        }
        found.add(new Assigned(column, listed ? value(column, from, to) : Value.OTHER));
        from = to + 1;
      }
    }
  }

  private Value value(String column, int from, int to) {
    boolean call = tail.isKind(from + 1, TokenKind.OPEN) && tail.closing(from + 1) == to - 1;
    if (call && tail.rules().isMySql()) {
      if (tail.is(from, "VALUES")) {
        return names(column, from + 2) && from + 4 == to ? Value.PROPOSED : Value.OTHER;
      }
      return tail.is(from, "LAST_INSERT_ID") && value(column, from + 2, to - 1) == Value.OWN
          ? Value.OWN
          : Value.OTHER;
    }
    if (from + 1 == to) {
      return names(column, from) ? Value.OWN : Value.OTHER;
    }
    boolean qualified =
        from + 3 == to && tail.isIdentifier(from) && tail.isKind(from + 1, TokenKind.DOT);
    if (!qualified || !names(column, from + 2)) {
      return Value.OTHER;
    }
    return tail.identifier(from).equalsIgnoreCase(proposed()) ? Value.PROPOSED : Value.OWN;
  }

  private boolean names(String column, int token) {
    return tail.isIdentifier(token)
        && (tail.rules().isMySql()
            ? tail.identifier(token).equalsIgnoreCase(column)
            : tail.identifier(token).equals(column));
  }

  /** What the row that was to be inserted is called; MySQL's alias stands before the clause. */
  private String proposed() {
    if (!tail.rules().isMySql()) {
      return "excluded";
    }
    return tail.is(0, "AS") && tail.isIdentifier(1) ? tail.identifier(1) : "";
  }
}
