package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's objects that are no tables and are on none: types, domains, functions, extensions
 * and the like. They lie in the shell of each leaf, where all its partitions find them.
 */
final class ShellObjectText {
  private ShellObjectText() {}

  static Change read(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    int at = kind.nameToken();
    String what = kind.verb() + " " + kind.objectType();
    boolean hasSchema = !kind.objectType().equals("EXTENSION");
    if (at >= 0 && tokens.isIdentifier(at)) {
      NameAt name = NameAt.read(tokens, at);
      what += " " + name.name();
      if (hasSchema && name.parts().size() > 1) {
        scope.resolve(name);
      }
      if (tokens.is(name.last() + 1, "SET", "SCHEMA")) {
        throw CanopyError.UNSUPPORTED.with(what + " SET SCHEMA", "keep it in the schema public");
      }
    }
    List<Intent> intents = new ArrayList<>();
    if (changesTables(tokens, kind)) {
      intents.add(new Intent.Everything(true));
    }
    return new Change(what, new DdlText(tokens).build(), null, null, List.of(), intents, false);
  }

  private static boolean changesTables(Tokens tokens, Ddl kind) {
    if (kind.verb().equals("ALTER")) {
      return kind.objectType().equals("TYPE") || kind.objectType().equals("DOMAIN");
    }
    if (kind.verb().equals("DROP")) {
      for (int i = 0; i < tokens.size(); i++) {
        if (tokens.is(i, "CASCADE")) {
          return true;
        }
      }
    }
    return false;
  }
}
