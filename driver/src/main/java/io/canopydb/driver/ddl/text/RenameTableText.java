package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.ObjectName.Kind;
import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MySQL's RENAME TABLE a TO b, b TO c: done one after the other, and all or none. */
final class RenameTableText {

  /** One renaming, and the name that the table has in the metadata. */
  private record Pair(String from, String to, String known) {}

  private RenameTableText() {}

  static Change read(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    List<Pair> pairs = pairs(tokens, kind.nameToken(), scope);
    Set<ObjectName> objects = new LinkedHashSet<>();
    Map<String, String> lastNames = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      boolean shellOnly = !scope.isPartitioned(pair.known());
      objects.add(new ObjectName(Kind.TABLE, pair.from(), shellOnly));
      objects.add(new ObjectName(Kind.TABLE, pair.to(), shellOnly));
      lastNames.put(pair.known(), pair.to());
    }
    List<Intent> intents = new ArrayList<>();
    lastNames.forEach(
        (known, name) -> {
          if (scope.table(known).isPresent()) {
            intents.add(new Intent.AlteredTable(known, name));
          } else if (scope.database().views().containsKey(known)) {
            intents.add(new Intent.GoneView(known));
            intents.add(new Intent.PutView(name, scope.database().views().get(known).query()));
          }
        });
    List<Pair> partitioned =
        pairs.stream().filter(pair -> scope.isPartitioned(pair.known())).toList();
    List<Pair> back = new ArrayList<>();
    for (Pair pair : pairs) {
      back.add(0, new Pair(pair.to(), pair.from(), pair.known()));
    }
    return new Change(
        "RENAME TABLE " + String.join(", ", pairs.stream().map(Pair::from).toList()),
        statement(pairs, scope),
        statement(partitioned, scope),
        partitioned.size() == pairs.size() || partitioned.isEmpty()
            ? statement(Collections.unmodifiableList(back), scope)
            : null,
        List.copyOf(objects),
        intents,
        false);
  }

  private static List<Pair> pairs(Tokens tokens, int from, DdlScope scope) throws SQLException {
    List<Pair> pairs = new ArrayList<>();
    Map<String, String> known = new LinkedHashMap<>();
    int at = from;
    while (true) {
      NameAt old = NameAt.read(tokens, at);
      if (!tokens.is(old.last() + 1, "TO")) {
        throw tokens.errorAt(old.last() + 1, "TO is missing");
      }
      NameAt now = NameAt.read(tokens, old.last() + 2);
      String oldName = scope.resolve(old);
      String newName = scope.resolve(now);
      String original = known.getOrDefault(oldName, oldName);
      known.remove(oldName);
      known.put(newName, original);
      pairs.add(new Pair(oldName, newName, original));
      at = now.last() + 1;
      if (!tokens.isKind(at, TokenKind.COMMA)) {
        return pairs;
      }
      at++;
    }
  }

  private static @Nullable Template statement(List<Pair> pairs, DdlScope scope) {
    if (pairs.isEmpty()) {
      return null;
    }
    Template.Builder template = new Template.Builder();
    String before = "RENAME TABLE ";
    for (Pair pair : pairs) {
      template
          .text(before)
          .slot(Slot.PLACE)
          .text("." + scope.dialect().quoteName(pair.from()) + " TO ")
          .slot(Slot.PLACE)
          .text("." + scope.dialect().quoteName(pair.to()));
      before = ", ";
    }
    return template.build();
  }
}
