package io.canopydb.driver.ddl.text;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * MySQL makes an index for a foreign key where no other serves. It is wanted for joins too, so
 * where no leaf gets the key the index is written out.
 */
final class ForeignKeyIndexes {
  private final Dialect dialect;

  /** The columns of each index that there is or will be. */
  private final List<List<String>> known;

  private ForeignKeyIndexes(Dialect dialect, List<List<String>> known) {
    this.dialect = dialect;
    this.known = known;
  }

  /**
   * Of a table with the indexes that a text defines, and some others.
   *
   * @param from the first token of the definitions
   */
  static ForeignKeyIndexes of(Dialect dialect, Tokens tokens, int from, List<List<String>> others) {
    List<List<String>> known = new ArrayList<>(others);
    for (int i = from; i < tokens.size(); i++) {
      int behind = behindKeyWords(tokens, i);
      if (behind > i) {
        known.add(columns(tokens, i, behind, from));
        i = behind - 1;
      }
    }
    return new ForeignKeyIndexes(dialect, known);
  }

  /** The token behind PRIMARY KEY, UNIQUE KEY and the like of an index to be; else the same one. */
  private static int behindKeyWords(Tokens tokens, int i) {
    if (tokens.isAny(i - 1, "FOREIGN", "FULLTEXT", "SPATIAL", "DROP", "RENAME", "ALTER")) {
      return i;
    }
    if (tokens.is(i, "PRIMARY", "KEY")) {
      return i + 2;
    }
    if (tokens.is(i, "UNIQUE")) {
      return tokens.isAny(i + 1, "KEY", "INDEX") ? i + 2 : i + 1;
    }
    return tokens.isAny(i, "KEY", "INDEX") ? i + 1 : i;
  }

  /** Those in the brackets behind; where there are none, the one that the words stand with. */
  private static List<String> columns(Tokens tokens, int at, int behind, int from) {
    int open = behind;
    for (int words = 0; words < 3 && tokens.isIdentifier(open); words++) {
      open++; // a name, USING BTREE
    }
    if (!tokens.isKind(open, TokenKind.OPEN)) {
      return List.of(ForeignKeyClause.column(tokens, ForeignKeyClause.start(tokens, at, from)));
    }
    List<String> columns = new ArrayList<>();
    for (int i = open + 1; tokens.isIdentifier(i); i++) {
      columns.add(tokens.identifier(i));
      i += tokens.isAny(i + 1, "ASC", "DESC") ? 2 : 1;
      if (!tokens.isKind(i, TokenKind.COMMA)) {
        return tokens.isKind(i, TokenKind.CLOSE)
            ? columns
            : columns.subList(0, columns.size() - 1); // a prefix of a column serves no key
      }
    }
    return columns;
  }

  /** The definition of the index that a foreign key leaves behind; empty where one serves. */
  Optional<String> of(ForeignKeyClause key) {
    for (List<String> index : known) {
      if (starts(index, key.columns())) {
        return Optional.empty();
      }
    }
    known.add(key.columns());
    String name = key.name().isEmpty() ? "" : dialect.quoteName(key.name()) + " ";
    return Optional.of(
        key.columns().stream()
            .map(dialect::quoteName)
            .collect(Collectors.joining(", ", "INDEX " + name + "(", ")")));
  }

  private static boolean starts(List<String> index, List<String> columns) {
    if (index.size() < columns.size()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!index.get(i).equalsIgnoreCase(columns.get(i))) {
        return false;
      }
    }
    return true;
  }
}
