package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The tables that the code of a routine, trigger or policy names. Such code runs inside one leaf:
 * it would see the slice of a table that lies in one partition, or the empty twin in the shell, and
 * what it writes to a reference table would not reach the other copies. So it may read reference
 * tables, and a trigger may add rows to a keyless table, whose rows may lie anywhere.
 *
 * <p>Only names in the position of a table count, so that a variable may have the name of one. What
 * dynamic SQL names can't be seen.
 */
final class BodyTables {
  private final DdlScope scope;
  private final String what;
  private final boolean keylessInserts;

  /**
   * @param what has the code, for messages: {@code the trigger x}
   * @param keylessInserts whether it runs in the partition of the row that set it off
   */
  BodyTables(DdlScope scope, String what, boolean keylessInserts) {
    this.scope = scope;
    this.what = what;
    this.keylessInserts = keylessInserts;
  }

  /** Checks the tokens from one on; in the text, the tables get the namespace they lie in. */
  void check(Tokens tokens, int from, DdlText text) throws SQLException {
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.isIdentifier(i) && isTablePosition(tokens, i)) {
        NameAt at = NameAt.read(tokens, i);
        Optional<Table> table = scope.table(at.name());
        if (table.isPresent()) {
          check(tokens, at, table.get());
          text.qualify(at, scope.isReference(at.name()) ? Slot.SHELL : Slot.PLACE);
        }
        i = at.last();
      }
    }
  }

  /** Checks code that is a string of its own, as PostgreSQL's functions have it. */
  void check(String code, Tokens outside) throws SQLException {
    Tokens tokens;
    try {
      tokens = Lexer.lex(code, outside.rules().withoutParameters());
    } catch (SqlSyntaxException otherLanguage) {
      return; // C, Python, ...: it has no SQL that could be seen
    }
    check(tokens, 0, new DdlText(tokens));
  }

  private void check(Tokens tokens, NameAt at, Table table) throws SQLException {
    boolean writes = isWritten(tokens, at.first());
    boolean inserts = tokens.is(at.first() - 1, "INTO");
    Distribution distribution = table.distribution();
    boolean allowed =
        distribution instanceof Distribution.Reference
            ? !writes
            : keylessInserts
                && inserts
                && distribution instanceof Distribution.Keyless
                && table.autoIncrementColumn().isEmpty();
    if (!allowed) {
      throw CanopyError.UNSUPPORTED.with(
          what
              + (writes ? ", which writes the table " : ", which reads the table ")
              + table.name()
              + " inside one leaf,",
          writes
              ? "write the table from the application"
              : "make " + table.name() + " a reference table, or read it from the application");
    }
  }

  private static boolean isWritten(Tokens tokens, int name) {
    return tokens.isAny(name - 1, "INTO", "UPDATE", "TRUNCATE")
        || tokens.is(name - 2, "DELETE", "FROM")
        || tokens.is(name - 2, "TRUNCATE", "TABLE")
        || tokens.is(name - 2, "UPDATE", "ONLY");
  }

  private static boolean isTablePosition(Tokens tokens, int i) {
    if (tokens.isAny(i - 1, "FROM", "JOIN", "INTO", "UPDATE", "TABLE", "ONLY", "TRUNCATE")) {
      return true;
    }
    return (tokens.isKind(i - 1, TokenKind.COMMA) || tokens.isKind(i - 1, TokenKind.OPEN))
        && isInFrom(tokens, i - 1);
  }

  /** Whether a comma or bracket belongs to the list behind a FROM. */
  private static boolean isInFrom(Tokens tokens, int from) {
    int depth = tokens.depth(from);
    for (int i = from - 1; i >= 0 && tokens.depth(i) >= depth; i--) {
      if (tokens.depth(i) > depth) {
        continue;
      }
      if (tokens.is(i, "FROM")) {
        return true;
      }
      if (tokens.isKind(i, TokenKind.SEMICOLON)
          || tokens.isAny(
              i, "SELECT", "WHERE", "SET", "VALUES", "GROUP", "ORDER", "HAVING", "ON", "INTO")) {
        return false;
      }
    }
    return false;
  }
}
