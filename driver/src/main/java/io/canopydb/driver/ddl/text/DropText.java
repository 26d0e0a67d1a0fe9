package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.ObjectName.Kind;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** DROP of one or several tables, views or sequences. */
final class DropText {
  private DropText() {}

  static Change table(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    List<Intent> intents = new ArrayList<>();
    List<ObjectName> objects = new ArrayList<>();
    List<NameAt> names = NameAt.readList(tokens, kind.nameToken());
    for (NameAt at : names) {
      String name = scope.resolve(at);
      objects.add(new ObjectName(Kind.TABLE, name, !scope.isPartitioned(name)));
      if (scope.table(name).isPresent()) {
        intents.add(new Intent.GoneTable(name));
      }
    }
    if (!scope.isMySql()) {
      // The partitions of a partitioned table go with it.
      intents.add(new Intent.Everything(cascades(tokens, names)));
    }
    Change change =
        new Change(
            "DROP TABLE " + listed(objects),
            among(tokens, names, scope, name -> true),
            among(tokens, names, scope, scope::isPartitioned),
            null,
            objects,
            intents,
            false);
    boolean sharesSequence =
        scope.dependsOnSequences()
            && objects.stream().anyMatch(object -> scope.isPartitioned(object.name()));
    return sharesSequence || shellsGoLast(kind, objects, scope, lookup)
        ? change.withPartitionsFirst()
        : change;
  }

  /**
   * Whether reference tables go together with tables that may refer to them. MySQL must not be
   * about to refuse the statement in the shell then, since what is dropped in partitions stays
   * dropped.
   */
  private static boolean shellsGoLast(
      Ddl kind, List<ObjectName> objects, DdlScope scope, DdlLookup lookup) throws SQLException {
    List<String> tables = objects.stream().map(ObjectName::name).toList();
    boolean mixed =
        tables.stream().anyMatch(scope::isReference)
            && tables.stream().anyMatch(scope::isPartitioned);
    boolean known =
        kind.ifExists() || tables.stream().allMatch(name -> scope.table(name).isPresent());
    return mixed && known && !lookup.referredFromOutside(tables);
  }

  static Change view(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    List<Intent> intents = new ArrayList<>();
    List<ObjectName> objects = new ArrayList<>();
    List<NameAt> names = NameAt.readList(tokens, kind.nameToken());
    for (NameAt at : names) {
      String name = scope.resolve(at);
      objects.add(new ObjectName(Kind.VIEW, name));
      if (scope.database().views().containsKey(name)) {
        intents.add(new Intent.GoneView(name));
      }
    }
    if (cascades(tokens, names)) {
      intents.add(new Intent.Everything(true));
    }
    return new Change(
        "DROP VIEW " + listed(objects),
        among(tokens, names, scope, name -> true),
        null,
        null,
        objects,
        intents,
        false);
  }

  static Change sequence(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    List<Intent> intents = new ArrayList<>();
    List<NameAt> names = NameAt.readList(tokens, kind.nameToken());
    for (NameAt at : names) {
      String name = scope.resolve(at);
      if (scope.database().sequences().containsKey(name)) {
        intents.add(new Intent.GoneSequence(name));
      }
    }
    if (cascades(tokens, names)) {
      intents.add(new Intent.Everything(true));
    }
    return new Change(
        "DROP SEQUENCE",
        among(tokens, names, scope, name -> true),
        null,
        null,
        List.of(),
        intents,
        false);
  }

  /** The statement about some of its names; null where it is about none of them. */
  static @Nullable Template among(
      Tokens tokens, List<NameAt> names, DdlScope scope, Predicate<String> wanted)
      throws SQLException {
    DdlText text = new DdlText(tokens);
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      NameAt at = names.get(i);
      String name = scope.resolve(at);
      if (wanted.test(name)) {
        kept.add(name);
        text.qualify(at, Template.Slot.PLACE);
      }
    }
    if (kept.isEmpty()) {
      return null;
    }
    if (kept.size() < names.size()) {
      return onlyWanted(tokens, names, scope, wanted);
    }
    return text.build();
  }

  /** The list is written anew, since a name may stand at its end or its start. */
  private static Template onlyWanted(
      Tokens tokens, List<NameAt> names, DdlScope scope, Predicate<String> wanted)
      throws SQLException {
    int listStart = tokens.start(names.get(0).first());
    int listEnd = tokens.end(names.get(names.size() - 1).last());
    String sql = tokens.text();
    Template.Builder template = new Template.Builder().text(sql.substring(0, listStart));
    String comma = "";
    for (NameAt at : names) {
      String name = scope.resolve(at);
      if (wanted.test(name)) {
        template.text(comma).slot(Template.Slot.PLACE).text("." + scope.dialect().quoteName(name));
        comma = ", ";
      }
    }
    String rest = sql.substring(listEnd);
    int semicolon = rest.indexOf(';');
    return template.text(semicolon < 0 ? rest : rest.substring(0, semicolon)).build();
  }

  static boolean cascades(Tokens tokens, List<NameAt> names) {
    for (int i = names.get(names.size() - 1).last() + 1; i < tokens.size(); i++) {
      if (tokens.is(i, "CASCADE")) {
        return tokens.rules().engine() == Engine.POSTGRESQL; // MySQL reads over the word
      }
    }
    return false;
  }

  static String listed(List<ObjectName> objects) {
    return String.join(", ", objects.stream().map(ObjectName::name).toList());
  }
}
