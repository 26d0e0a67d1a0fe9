package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL's COMMENT ON: where the object is. */
final class CommentText {
  private CommentText() {}

  static Change read(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    NameAt at = NameAt.read(tokens, kind.nameToken());
    String what = "COMMENT ON " + kind.objectType() + " " + at.name();
    return switch (kind.objectType()) {
      case "TABLE" -> named(what, tokens, at, scope.resolve(at), scope);
      case "COLUMN" -> {
        List<String> parts = at.parts();
        if (parts.size() < 2) {
          throw tokens.errorAt(at.last() + 1, "the column's table is missing");
        }
        NameAt table = new NameAt(at.first(), at.last() - 2, parts.subList(0, parts.size() - 1));
        yield named(what, tokens, table, scope.resolve(table), scope);
      }
      case "INDEX" ->
          named(what, tokens, at, lookup.tableOfIndex(scope.resolve(at)).orElse(""), scope);
      case "CONSTRAINT" -> constraint(what, tokens, at, scope);
      case "TRIGGER", "POLICY" -> TriggerText.onTable(what, tokens, at, scope);
      default -> ShellObjectText.read(tokens, kind, scope);
    };
  }

  private static Change constraint(String what, Tokens tokens, NameAt constraint, DdlScope scope)
      throws SQLException {
    int on = tokens.indexOfWord(constraint.last() + 1, "ON", 0);
    if (tokens.is(on + 1, "DOMAIN")) {
      return inShell(what, new DdlText(tokens).build());
    }
    NameAt table = IndexText.tableBehindOn(tokens, constraint.last() + 1);
    return named(what, tokens, table, scope.resolve(table), scope);
  }

  private static Change named(String what, Tokens tokens, NameAt at, String table, DdlScope scope) {
    Template template = new DdlText(tokens).qualify(at, Slot.PLACE).build();
    return new Change(
        what,
        template,
        scope.isPartitioned(table) ? template : null,
        null,
        List.of(),
        List.of(),
        false);
  }

  private static Change inShell(String what, Template template) {
    return new Change(what, template, null, null, List.of(), List.of(), false);
  }
}
