package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.ObjectName.Kind;
import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE, DROP and ALTER INDEX. */
final class IndexText {
  private IndexText() {}

  static Change create(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    NameAt table = tableBehindOn(tokens, Math.max(kind.nameToken(), 0));
    boolean alone = isConcurrent(tokens, table.first());
    @Nullable String index =
        kind.nameToken() < 0 ? null : NameAt.read(tokens, kind.nameToken()).name();
    if (alone && index == null) {
      throw CanopyError.UNSUPPORTED.with(
          "CREATE INDEX CONCURRENTLY without a name", "give the index a name");
    }
    Template inverse =
        index == null || scope.isMySql() || kind.ifNotExists()
            ? null
            : Template.onPlace(scope.dialect(), "DROP INDEX IF EXISTS ", index, "");
    return onTable("CREATE INDEX", tokens, table, scope, alone ? index : null, inverse);
  }

  static Change drop(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    if (!scope.isMySql()) {
      return dropNamed(tokens, kind, scope, lookup);
    }
    NameAt table = tableBehindOn(tokens, kind.nameToken());
    String name = scope.resolve(table);
    if (scope.isReference(name)) {
      ReferenceKeepsKey.check(tokens, kind.nameToken(), scope.table(name).orElseThrow());
    }
    return onTable("DROP INDEX", tokens, table, scope, null, null);
  }

  /** A statement that names the table of its index behind ON. */
  private static Change onTable(
      String what,
      Tokens tokens,
      NameAt table,
      DdlScope scope,
      @Nullable String alone,
      @Nullable Template inverse)
      throws SQLException {
    String name = scope.resolve(table);
    DdlText text = new DdlText(tokens).qualify(table, Slot.PLACE);
    GlobalKeyClauses.takeWords(tokens, text);
    Template template = text.build();
    return new Change(
            what + " ON " + name,
            template,
            scope.isPartitioned(name) ? template : null,
            inverse,
            List.of(
                alone == null
                    ? new ObjectName(Kind.TABLE, name)
                    : new ObjectName(Kind.INDEX, alone)),
            List.of(
                new Intent.AlteredTable(
                    name, name, OptionalLong.empty(), Set.of(), Map.of(), scope.wishedKeys())),
            alone != null)
        .withNotes(scope.unkept().notes(name));
  }

  private static Change dropNamed(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    List<NameAt> names = NameAt.readList(tokens, kind.nameToken());
    Map<String, String> tables = new HashMap<>();
    List<Intent> intents = new ArrayList<>();
    List<ObjectName> objects = new ArrayList<>();
    for (NameAt at : names) {
      String index = scope.resolve(at);
      objects.add(new ObjectName(Kind.INDEX, index));
      Optional<String> table = lookup.tableOfIndex(index);
      if (table.isPresent() && scope.table(table.get()).isPresent()) {
        tables.put(index, table.get());
        intents.add(new Intent.AlteredTable(table.get(), table.get()));
      }
    }
    if (DropText.cascades(tokens, names)) {
      intents.add(new Intent.Everything(true));
    }
    return new Change(
        "DROP INDEX " + String.join(", ", objects.stream().map(ObjectName::name).toList()),
        DropText.among(tokens, names, scope, index -> true),
        DropText.among(
            tokens,
            names,
            scope,
            index -> tables.containsKey(index) && scope.isPartitioned(tables.get(index))),
        null,
        objects,
        intents,
        isConcurrent(tokens, names.get(0).first()));
  }

  static Change alter(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    if (tokens.is(kind.nameToken(), "ALL", "IN")) {
      throw CanopyError.UNSUPPORTED.with(
          "ALTER INDEX ALL IN TABLESPACE", "alter the indexes one by one");
    }
    NameAt at = NameAt.read(tokens, kind.nameToken());
    String index = scope.resolve(at);
    Optional<String> table = lookup.tableOfIndex(index);
    DdlText text = new DdlText(tokens).qualify(at, Slot.PLACE);
    if (tokens.is(at.last() + 1, "ATTACH", "PARTITION")) {
      text.qualify(NameAt.read(tokens, at.last() + 3), Slot.PLACE);
    }
    Template template = text.build();
    boolean partitioned = table.isPresent() && scope.isPartitioned(table.get());
    List<Intent> intents =
        table.isPresent() && scope.table(table.get()).isPresent()
            ? List.of(new Intent.AlteredTable(table.get(), table.get()))
            : List.of();
    return new Change(
        "ALTER INDEX " + index,
        template,
        partitioned ? template : null,
        null,
        List.of(),
        intents,
        false);
  }

  /** The table of a statement that says ON table. */
  static NameAt tableBehindOn(Tokens tokens, int from) {
    int on = tokens.indexOfWord(from, "ON", 0);
    if (on < 0) {
      throw tokens.errorAt(tokens.size(), "ON and the table are missing");
    }
    return NameAt.read(tokens, tokens.is(on + 1, "ONLY") ? on + 2 : on + 1);
  }

  private static boolean isConcurrent(Tokens tokens, int before) {
    for (int i = 0; i < before; i++) {
      if (tokens.is(i, "CONCURRENTLY")) {
        return true;
      }
    }
    return false;
  }
}
