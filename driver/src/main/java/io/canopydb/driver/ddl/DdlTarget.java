package io.canopydb.driver.ddl;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Which database a DDL statement is about. */
final class DdlTarget {
  private DdlTarget() {}

  /** On MySQL the qualifier of its object says, or of the table that the object is on. */
  static String of(Tokens tokens, Ddl kind, @Nullable String selected) throws SQLException {
    if (tokens.rules().engine() == Engine.MYSQL) {
      int on =
          switch (kind.objectType()) {
            case "INDEX", "TRIGGER" -> tokens.indexOfWord(0, "ON", 0) + 1;
            default -> 0;
          };
      int name = on > 0 ? on : kind.nameToken();
      if (isQualified(tokens, name)) {
        return tokens.identifier(name);
      }
      if (isQualified(tokens, kind.nameToken())) {
        return tokens.identifier(kind.nameToken());
      }
    }
    return of(selected);
  }

  /** The database of a statement whose first table stands at a token. */
  static String of(Tokens tokens, int name, @Nullable String selected) throws SQLException {
    return tokens.rules().engine() == Engine.MYSQL && isQualified(tokens, name)
        ? tokens.identifier(name)
        : of(selected);
  }

  private static String of(@Nullable String selected) throws SQLException {
    if (selected == null) {
      throw CanopyError.NO_DATABASE.with();
    }
    return selected;
  }

  private static boolean isQualified(Tokens tokens, int name) {
    return name >= 0
        && tokens.isIdentifier(name)
        && tokens.isKind(name + 1, TokenKind.DOT)
        && tokens.isIdentifier(name + 2);
  }
}
