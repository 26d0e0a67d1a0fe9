package io.canopydb.driver.ddl.text;

import io.canopydb.driver.parse.StatementKind.Truncate;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** TRUNCATE of one or several tables. */
final class TruncateText {
  private TruncateText() {}

  static Change read(Tokens tokens, Truncate kind, DdlScope scope) throws SQLException {
    List<NameAt> names = NameAt.readList(tokens, kind.nameToken());
    boolean restarts = scope.isMySql() || restartsIdentity(tokens, names);
    List<ObjectName> objects = new ArrayList<>();
    List<Intent> intents = new ArrayList<>();
    List<String> listed = new ArrayList<>();
    for (NameAt at : names) {
      String name = scope.resolve(at);
      listed.add(name);
      objects.add(new ObjectName(ObjectName.Kind.TABLE, name, !scope.isPartitioned(name)));
      if (restarts) {
        intents.add(new Intent.RestartedIds(name));
      }
    }
    return new Change(
        "TRUNCATE " + String.join(", ", listed),
        DropText.among(tokens, names, scope, name -> true),
        DropText.among(tokens, names, scope, scope::isPartitioned),
        null,
        objects,
        intents,
        false);
  }

  private static boolean restartsIdentity(Tokens tokens, List<NameAt> names) {
    for (int i = names.get(names.size() - 1).last() + 1; i < tokens.size(); i++) {
      if (tokens.is(i, "RESTART", "IDENTITY")) {
        return true;
      }
    }
    return false;
  }
}
