package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** CREATE and ALTER SEQUENCE: made in the shells, though its values come from the cluster. */
final class SequenceText {
  private SequenceText() {}

  static Change create(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    NameAt at = NameAt.read(tokens, kind.nameToken());
    String name = scope.resolve(at);
    if (kind.ifNotExists() && scope.database().sequences().containsKey(name)) {
      return Change.nothing();
    }
    return change(
        "CREATE SEQUENCE " + name,
        tokens,
        at,
        Template.onPlace(scope.dialect(), "DROP SEQUENCE IF EXISTS ", name, ""),
        List.of(new Intent.PutSequence(name, true, null)));
  }

  static Change alter(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    NameAt at = NameAt.read(tokens, kind.nameToken());
    String name = scope.resolve(at);
    int action = at.last() + 1;
    if (tokens.is(action, "SET", "SCHEMA")) {
      throw CanopyError.UNSUPPORTED.with(
          "ALTER SEQUENCE .. SET SCHEMA", "keep the sequences in the schema public");
    }
    List<Intent> intents = new ArrayList<>();
    if (!scope.database().sequences().containsKey(name)) {
      // One of a table's column, or none at all: the engine knows.
      intents.add(new Intent.Everything(true));
    } else if (tokens.is(action, "RENAME", "TO")) {
      intents.add(new Intent.RenamedSequence(name, tokens.identifier(action + 2)));
    } else {
      intents.add(new Intent.PutSequence(name, false, restart(tokens, action)));
      intents.add(new Intent.Everything(true)); // OWNED BY makes a column one with issued values
    }
    return change("ALTER SEQUENCE " + name, tokens, at, null, intents);
  }

  private static Change change(
      String what, Tokens tokens, NameAt at, @Nullable Template inverse, List<Intent> intents) {
    return new Change(
        what,
        new DdlText(tokens).qualify(at, Slot.PLACE).build(),
        null,
        inverse,
        List.of(),
        intents,
        false);
  }

  private static Intent.@Nullable Restart restart(Tokens tokens, int from) {
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.is(i, "RESTART")) {
        return new Intent.Restart(number(tokens, tokens.is(i + 1, "WITH") ? i + 2 : i + 1));
      }
    }
    return null;
  }

  /** The sequences that identity columns name: {@code AS IDENTITY (SEQUENCE NAME s)}. */
  static void qualifyNamed(Tokens tokens, int from, DdlText text) {
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.is(i, "SEQUENCE", "NAME") && tokens.isIdentifier(i + 2)) {
        text.qualify(NameAt.read(tokens, i + 2), Slot.PLACE);
      }
    }
  }

  /** The whole number at a token, with its sign; empty where there is none. */
  static OptionalLong number(Tokens tokens, int at) {
    boolean minus = tokens.isOperator(at, "-");
    int digits = minus || tokens.isOperator(at, "+") ? at + 1 : at;
    if (!tokens.isKind(digits, TokenKind.NUMBER)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong((minus ? "-" : "") + tokens.text(digits)));
    } catch (NumberFormatException notWhole) {
      return OptionalLong.empty();
    }
  }
}
