package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.ObjectName.Kind;
import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * PostgreSQL's materialized views. The shell of each leaf has the view itself, where the engine
 * keeps its query and what that depends on; partitions have a table of its columns, which REFRESH
 * fills with the query's rows.
 */
final class MaterializedViewText {
  private static final int WORDS = 2;

  private MaterializedViewText() {}

  static Change read(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    return switch (kind.verb()) {
      case "CREATE" -> create(tokens, kind, scope);
      case "DROP" -> drop(tokens, kind, scope);
      case "ALTER" -> alter(tokens, kind, scope);
      default -> ShellObjectText.read(tokens, kind, scope);
    };
  }

  private static Change create(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    NameAt at = NameAt.read(tokens, kind.nameToken());
    String name = scope.resolve(at);
    if (kind.ifNotExists()
        && (scope.database().views().containsKey(name) || scope.table(name).isPresent())) {
      return Change.nothing();
    }
    String quoted = "." + scope.dialect().quoteName(name);
    Template table =
        new Template.Builder()
            .text("CREATE TABLE ")
            .slot(Slot.PLACE)
            .text(quoted + " (LIKE ")
            .slot(Slot.SHELL)
            .text(quoted + ")")
            .build();
    return new Change(
        "CREATE MATERIALIZED VIEW " + name,
        new DdlText(tokens).qualify(at, Slot.PLACE).build(),
        table,
        null,
        List.of(new ObjectName(Kind.TABLE, name)),
        List.of(new Intent.NewTable(name, new Wish.Default(), OptionalLong.empty(), List.of())),
        false);
  }

  private static Change drop(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    List<NameAt> names = NameAt.readList(tokens, kind.nameToken());
    DdlText shell = new DdlText(tokens);
    Template.Builder tables = new Template.Builder().text("DROP TABLE IF EXISTS ");
    List<ObjectName> objects = new ArrayList<>();
    List<Intent> intents = new ArrayList<>();
    String comma = "";
    for (NameAt at : names) {
      String name = scope.resolve(at);
      shell.qualify(at, Slot.PLACE);
      tables.text(comma).slot(Slot.PLACE).text("." + scope.dialect().quoteName(name));
      comma = ", ";
      objects.add(new ObjectName(Kind.TABLE, name));
      if (scope.table(name).isPresent()) {
        intents.add(new Intent.GoneTable(name));
      }
    }
    intents.add(new Intent.Everything(DropText.cascades(tokens, names)));
    return new Change(
        "DROP MATERIALIZED VIEW " + DropText.listed(objects),
        shell.build(),
        tables.build(),
        null,
        objects,
        intents,
        false);
  }

  /** What an action does to the view in the shell, it does to the table in partitions. */
  private static Change alter(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    NameAt at = NameAt.read(tokens, kind.nameToken());
    String name = scope.resolve(at);
    if (scope.table(name).isEmpty() && kind.ifExists()) {
      return Change.nothing();
    }
    int action = at.last() + 1;
    if (tokens.is(action, "SET", "SCHEMA")) {
      throw CanopyError.UNSUPPORTED.with(
          "ALTER MATERIALIZED VIEW .. SET SCHEMA", "keep it in the schema public");
    }
    String after = tokens.is(action, "RENAME", "TO") ? tokens.identifier(action + 2) : name;
    int words = wordsAt(tokens, at.first());
    DdlText text = new DdlText(tokens).qualify(at, Slot.PLACE);
    return new Change(
        "ALTER MATERIALIZED VIEW " + name,
        text.build(),
        text.copy().replaceTokens(words, words + WORDS - 1, "TABLE").build(),
        null,
        List.of(new ObjectName(Kind.TABLE, name)),
        List.of(new Intent.AlteredTable(name, after), new Intent.ViewsOf(after)),
        false);
  }

  private static int wordsAt(Tokens tokens, int before) {
    int at = 0;
    while (at < before && !tokens.is(at, "MATERIALIZED", "VIEW")) {
      at++;
    }
    return at;
  }
}
