package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.ObjectName.Kind;
import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions and procedures. On PostgreSQL they lie in the shells, which every partition has on its
 * search path. On MySQL they lie in the partitions too: the code of a trigger looks for a function
 * beside the table that the trigger is on.
 */
final class RoutineText {
  private RoutineText() {}

  static Change mySql(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    NameAt at = NameAt.read(tokens, kind.nameToken());
    String name = scope.resolve(at);
    if (tokens.indexOfWord(at.last(), "SONAME", 0) >= 0) {
      throw CanopyError.UNSUPPORTED.with(
          "CREATE FUNCTION .. SONAME", "install the library on the leaves");
    }
    DdlText text = new DdlText(tokens).qualify(at, Slot.PLACE);
    if (kind.verb().equals("CREATE")) {
      new BodyTables(scope, "the routine " + name, false).check(tokens, at.last() + 1, text);
    }
    Template template = text.build();
    Kind object = kind.objectType().equals("FUNCTION") ? Kind.FUNCTION : Kind.PROCEDURE;
    return new Change(
        kind.verb() + " " + kind.objectType() + " " + name,
        template,
        template,
        kind.verb().equals("CREATE")
            ? Template.onPlace(
                scope.dialect(), "DROP " + kind.objectType() + " IF EXISTS ", name, "")
            : null,
        List.of(new ObjectName(object, name)),
        List.of(),
        false);
  }

  static Change postgreSql(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    Change change = ShellObjectText.read(tokens, kind, scope);
    if (!kind.verb().equals("CREATE")) {
      return change;
    }
    NameAt at = NameAt.read(tokens, kind.nameToken());
    BodyTables tables = new BodyTables(scope, "the routine " + at.name(), false);
    tables.check(tokens, at.last() + 1, new DdlText(tokens)); // BEGIN ATOMIC
    for (String code : CodeStrings.in(tokens, at.last() + 1)) {
      tables.check(code, tokens);
    }
    if (kind.orReplace()) {
      for (String name : lookup.tablesWithTriggersBy(at.name())) {
        for (String code : CodeStrings.in(tokens, at.last() + 1)) {
          checkShardKey(code, tokens, scope, name);
        }
      }
    }
    return change;
  }

  /** Refuses code of a trigger that changes what its table's rows are placed by. */
  static void checkShardKey(String code, Tokens outside, DdlScope scope, String tableName)
      throws SQLException {
    Table table = scope.table(tableName).orElse(null);
    if (table != null && table.distribution() instanceof Distribution.Sharded) {
      AssignedKey.check(code, outside, table.name(), AssignedKey.columns(table));
    }
  }

  /** The names of the functions that a statement calls behind EXECUTE. */
  static List<String> executed(Tokens tokens, int from) {
    List<String> names = new ArrayList<>();
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.is(i, "EXECUTE") && tokens.isAny(i + 1, "FUNCTION", "PROCEDURE")) {
        NameAt name = NameAt.read(tokens, i + 2);
        if (tokens.isKind(name.last() + 1, TokenKind.OPEN)) {
          names.add(name.name());
        }
      }
    }
    return names;
  }
}
