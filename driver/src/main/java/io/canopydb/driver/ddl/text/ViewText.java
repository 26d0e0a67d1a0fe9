package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.ObjectName.Kind;
import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.View;
import java.sql.SQLException;
import java.util.List;

/**
 * CREATE and ALTER VIEW. A view is made in the shells, where the engine checks it and describes its
 * columns; aggregators plan it as the query that is kept here.
 */
final class ViewText {
  private ViewText() {}

  /** CREATE VIEW, and MySQL's ALTER VIEW .. AS. */
  static Change create(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    NameAt at = NameAt.read(tokens, kind.nameToken());
    String name = scope.resolve(at);
    if (scope.selected() != null && !scope.selected().equals(scope.database().name())) {
      throw CanopyError.UNSUPPORTED.with(
          "making a view in another database than the selected one",
          "select the database " + scope.database().name() + " first");
    }
    if (isRecursive(tokens, at.first())) {
      throw CanopyError.UNSUPPORTED.with(
          "CREATE RECURSIVE VIEW", "write CREATE VIEW .. AS WITH RECURSIVE ..");
    }
    String query = query(tokens, at);
    boolean created = kind.verb().equals("CREATE") && !kind.orReplace() && !kind.ifNotExists();
    if (kind.ifNotExists()
        && (scope.database().views().containsKey(name) || scope.table(name).isPresent())) {
      return Change.nothing();
    }
    return new Change(
        kind.verb() + " VIEW " + name,
        new DdlText(tokens).qualify(at, Slot.PLACE).build(),
        null,
        created ? Template.onPlace(scope.dialect(), "DROP VIEW IF EXISTS ", name, "") : null,
        List.of(new ObjectName(Kind.VIEW, name)),
        List.of(new Intent.PutView(name, query)),
        false);
  }

  private static boolean isRecursive(Tokens tokens, int before) {
    for (int i = 0; i < before; i++) {
      if (tokens.is(i, "RECURSIVE")) {
        return true;
      }
    }
    return false;
  }

  private static String query(Tokens tokens, NameAt name) {
    int as = tokens.indexOfWord(name.last() + 1, "AS", 0);
    int last = tokens.size() - 1;
    while (last > as
        && (tokens.isKind(last, TokenKind.SEMICOLON)
            || tokens.isKind(last, TokenKind.EXECUTABLE_COMMENT_CLOSE))) {
      last--;
    }
    if (as < 0 || as >= last) {
      throw tokens.errorAt(tokens.size(), "the view's query is missing");
    }
    if (tokens.is(last - 1, "CHECK", "OPTION")) {
      int with = tokens.isAny(last - 2, "CASCADED", "LOCAL") ? last - 3 : last - 2;
      if (tokens.is(with, "WITH")) {
        last = with - 1;
      }
    }
    return tokens.text(as + 1, last);
  }

  static Change alter(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    if (scope.isMySql()) {
      return create(tokens, kind, scope);
    }
    NameAt at = NameAt.read(tokens, kind.nameToken());
    String name = scope.resolve(at);
    View view = scope.database().views().get(name);
    int action = at.last() + 1;
    if (tokens.is(action, "SET", "SCHEMA")) {
      throw CanopyError.UNSUPPORTED.with(
          "ALTER VIEW .. SET SCHEMA", "keep the views in the schema public");
    }
    List<Intent> intents = List.of();
    if (view != null && tokens.is(action, "RENAME", "TO")) {
      String now = tokens.identifier(action + 2);
      intents =
          List.of(
              new Intent.GoneView(name),
              new Intent.PutView(now, view.query()),
              new Intent.ViewsOf(now));
    } else if (view != null) {
      intents = List.of(new Intent.PutView(name, view.query()), new Intent.ViewsOf(name));
    }
    return new Change(
        "ALTER VIEW " + name,
        new DdlText(tokens).qualify(at, Slot.PLACE).build(),
        null,
        null,
        List.of(),
        intents,
        false);
  }
}
