package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the code of a trigger gives a shard key column of NEW another value. The row would then
 * lie in a partition where nobody looks for it.
 */
final class AssignedKey {
  private AssignedKey() {}

  /** The columns that must not change in a leaf: those of the shard key and of global keys. */
  static List<String> columns(Table table) {
    List<String> columns = new ArrayList<>();
    if (table.distribution() instanceof Distribution.Sharded sharded) {
      columns.addAll(sharded.columns());
    }
    table.globalKeys().forEach(key -> columns.addAll(key.columns()));
    return columns;
  }

  static void check(String code, Tokens outside, String table, List<String> key)
      throws SQLException {
    Tokens tokens;
    try {
      tokens = Lexer.lex(code, outside.rules().withoutParameters());
    } catch (SqlSyntaxException otherLanguage) {
      throw CanopyError.UNSUPPORTED.causedBy(
          otherLanguage,
          "a trigger on " + table + " whose code is neither SQL nor PL/pgSQL",
          "write it in PL/pgSQL");
    }
    check(tokens, 0, table, key);
  }

  static void check(Tokens tokens, int from, String table, List<String> key) throws SQLException {
    for (int i = from; i < tokens.size() && !key.isEmpty(); i++) {
      if (!tokens.is(i, "NEW")) {
        continue;
      }
      if (tokens.isKind(i + 1, TokenKind.DOT) && tokens.isIdentifier(i + 2)) {
        String column = tokens.identifier(i + 2);
        boolean inKey = key.stream().anyMatch(name -> name.equalsIgnoreCase(column));
        if (inKey && isAssigned(tokens, i, i + 3)) {
          throw refused(column, table);
        }
      } else if (isAssigned(tokens, i, i + 1)) {
        throw refused(String.join(", ", key), table); // the whole row
      }
    }
  }

  private static SQLException refused(String column, String table) {
    return CanopyError.UNSUPPORTED.with(
        "a trigger on "
            + table
            + " that assigns its column "
            + column
            + ", which lies in a shard key or"
            + " global key,",
        "give the column its value in the application");
  }

  /** SET NEW.a = 1, NEW.b = 2; NEW.a := 1; SELECT .. INTO NEW.a, NEW.b; a statement NEW.a = 1. */
  private static boolean isAssigned(Tokens tokens, int first, int behind) {
    if (tokens.isOperator(behind, ":=")) {
      return true;
    }
    boolean equals = tokens.isOperator(behind, "=");
    if (equals
        && (first == 0
            || tokens.isKind(first - 1, TokenKind.SEMICOLON)
            || tokens.isKind(first - 1, TokenKind.COMMA)
            || tokens.isOperator(first - 1, ">>")
            || tokens.isAny(first - 1, "SET", "BEGIN", "THEN", "ELSE", "LOOP"))) {
      return true;
    }
    for (int i = first - 1; i >= 0; i--) {
      if (tokens.isAny(i, "INTO", "STRICT")) {
        return true;
      }
      boolean list =
          tokens.isKind(i, TokenKind.COMMA)
              || tokens.isKind(i, TokenKind.DOT)
              || tokens.isKind(i, TokenKind.VARIABLE)
              || (tokens.isIdentifier(i) && tokens.isKind(i + 1, TokenKind.COMMA))
              || (tokens.isIdentifier(i) && tokens.isKind(i + 1, TokenKind.DOT));
      if (!list) {
        return false;
      }
    }
    return false;
  }
}
