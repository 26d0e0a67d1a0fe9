package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind.Truncate;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
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
    List<Template> lookups = lookups(tokens, names, listed, scope);
    return new Change(
            "TRUNCATE " + String.join(", ", listed),
            DropText.among(tokens, names, scope, name -> true),
            DropText.among(tokens, names, scope, scope::isPartitioned),
            null,
            objects,
            intents,
            false)
        .withBefore(lookups);
  }

  /** What empties the lookup tables too; PostgreSQL does it in one transaction. */
  private static List<Template> lookups(
      Tokens tokens, List<NameAt> names, List<String> listed, DdlScope scope) throws SQLException {
    List<Template> truncated = new ArrayList<>();
    for (Table table : scope.database().tables().values()) {
      boolean named = listed.contains(table.name());
      boolean mayBe = named || DropText.cascades(tokens, names);
      for (UniqueKey key : table.globalKeys()) {
        if (mayBe && (scope.isMySql() || !named)) {
          throw CanopyError.GLOBAL_KEY_WRITE.with(
              scope.isMySql() ? "TRUNCATE" : "TRUNCATE .. CASCADE",
              table.name(),
              key.name(),
              scope.isMySql() ? "DELETE its rows" : "name all tables");
        }
        if (named) {
          truncated.add(
              Template.onPlace(scope.dialect(), "TRUNCATE ", String.valueOf(key.lookup()), ""));
        }
      }
    }
    return truncated;
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
