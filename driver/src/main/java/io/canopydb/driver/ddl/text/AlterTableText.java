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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * ALTER TABLE, in any form that the engine takes. What it comes to is read from the catalogue when
 * it has run in the first shell; only what could not be undone there is refused by its text.
 */
final class AlterTableText {
  private final Tokens tokens;
  private final DdlScope scope;
  private final DdlText text;
  private final NameAt name;
  private final String table;
  private final List<AlterAction> actions;
  private @Nullable String newName;
  private final Set<String> rewritten = new HashSet<>();
  private final Map<String, String> renamed = new HashMap<>();
  private @Nullable String attached;
  private boolean names;

  private AlterTableText(Tokens tokens, NameAt name, DdlScope scope) throws SQLException {
    this.tokens = tokens;
    this.scope = scope;
    this.text = new DdlText(tokens);
    this.name = name;
    this.table = scope.resolve(name);
    this.actions = AlterAction.split(tokens, name.last() + 1);
  }

  static Change read(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    int at = kind.nameToken();
    if (tokens.is(at, "ALL", "IN")) {
      throw CanopyError.UNSUPPORTED.with(
          "ALTER TABLE ALL IN TABLESPACE", "alter the tables one by one");
    }
    NameAt name = NameAt.read(tokens, at);
    String table = scope.resolve(name);
    if (scope.database().views().containsKey(table)) {
      return ViewText.alter(tokens, kind, scope);
    }
    if (scope.database().sequences().containsKey(table)) {
      return SequenceText.alter(tokens, kind, scope);
    }
    AlterTableText alter = new AlterTableText(tokens, name, scope);
    if (scope.table(table).isEmpty()) {
      return kind.ifExists() ? Change.nothing() : alter.leftToTheEngine();
    }
    return alter.read(scope.table(table).get(), lookup);
  }

  /** The engine says what is wrong with a table that is not there. */
  private Change leftToTheEngine() {
    text.qualify(name, Slot.PLACE);
    return new Change(
        "ALTER TABLE " + table,
        text.build(),
        null,
        null,
        List.of(new ObjectName(Kind.TABLE, table)),
        List.of(new Intent.AlteredTable(table, table)),
        false);
  }

  private Change read(Table known, DdlLookup lookup) throws SQLException {
    boolean reference = known.distribution() instanceof Distribution.Reference;
    text.qualify(name, Slot.PLACE);
    GlobalKeyClauses.takeWords(tokens, text);
    SequenceText.qualifyNamed(tokens, name.last() + 1, text);
    for (AlterAction action : actions) {
      read(action, known);
    }
    if (reference && scope.isMySql()) {
      ReferenceKeepsKey.check(tokens, actions, known);
    }
    LeftOutConstraints unknown = LeftOutConstraints.of(tokens, actions, scope, table, lookup);
    ForeignTables.Outcome foreign =
        ForeignTables.qualify(
            tokens, name.last() + 1, scope, text, table, reference, lookup, unknown.actions());
    if (!foreign.indexes().isEmpty()) {
      text.insertBehind(name.last(), " ADD " + String.join(", ADD ", foreign.indexes()) + ",");
    }
    List<String> notes = new ArrayList<>(unknown.notes());
    notes.addAll(foreign.notes());
    if (foreign.nothingLeft()) {
      return Change.nothing().withNotes(notes);
    }
    boolean triggers = !reference && actions.stream().anyMatch(this::namesTrigger);
    if (triggers && actions.size() > 1) {
      throw CanopyError.UNSUPPORTED.with(
          "ENABLE or DISABLE TRIGGER together with other changes",
          "make it a statement of its own");
    }
    Template template = text.build();
    List<ObjectName> objects = new ArrayList<>();
    objects.add(new ObjectName(Kind.TABLE, table));
    List<Intent> intents = new ArrayList<>();
    String after = newName == null ? table : newName;
    if (newName != null) {
      objects.add(new ObjectName(Kind.TABLE, newName));
    }
    if (attached != null) {
      intents.add(new Intent.AttachedPartition(attached, table));
    }
    intents.add(
        new Intent.AlteredTable(table, after, firstId(), rewritten, renamed, scope.wishedKeys()));
    if (restarts()) {
      intents.add(new Intent.RestartedIds(after));
    }
    if (names && !scope.isMySql()) {
      intents.add(new Intent.ViewsOf(after)); // PostgreSQL's views follow what they name
    }
    boolean drops = actions.stream().anyMatch(action -> tokens.is(action.first(), "DROP"));
    if (drops && !scope.isMySql()) {
      intents.add(new Intent.Everything(false)); // views by CASCADE, sequences of columns
    }
    Change change =
        new Change(
                "ALTER TABLE " + table,
                triggers ? null : template,
                reference ? null : template,
                inverse(after),
                objects,
                intents,
                false)
            .withTrial(reference || triggers || !scope.isMySql() ? null : trial(unknown.actions()))
            .withNotes(
                Stream.concat(notes.stream(), scope.unkept().notes(table).stream()).toList());
    return drops && scope.dependsOnSequences() && !reference
        ? change.withPartitionsFirst()
        : change;
  }

  /**
   * The statement on a copy of the table that has no constraints: so it drops none, and keeps its
   * name.
   *
   * @param gone what the text has no more
   */
  private Template trial(List<AlterAction> gone) {
    DdlText copy = text.copy().rename(name, Slot.PLACE, scope.dialect().quoteName(Change.COPY));
    for (AlterAction action : actions) {
      int last = lastOfConstraintOrName(action.first());
      if (last >= 0 && !gone.contains(action)) {
        copy.replaceWhole(action.first(), last, "FORCE"); // PARTITION BY may follow it
      }
    }
    return copy.build();
  }

  /**
   * Where an action ends that drops or alters a constraint, or renames the table; -1 for others.
   */
  private int lastOfConstraintOrName(int at) {
    if (tokens.isAny(at, "DROP", "ALTER")) {
      if (tokens.is(at + 1, "FOREIGN", "KEY")) {
        return at + 3;
      }
      if (tokens.isAny(at + 1, "CHECK", "CONSTRAINT")) {
        int last = at + 2;
        while (tokens.isAny(last + 1, "NOT", "ENFORCED")) {
          last++;
        }
        return last;
      }
    }
    if (tokens.is(at, "RENAME") && !tokens.isAny(at + 1, "COLUMN", "INDEX", "KEY")) {
      boolean word = tokens.isAny(at + 1, "TO", "AS") || tokens.isOperator(at + 1, "=");
      return NameAt.read(tokens, word ? at + 2 : at + 1).last();
    }
    return -1;
  }

  private void read(AlterAction action, Table known) throws SQLException {
    int at = action.first();
    if (tokens.is(at, "RENAME")) {
      names = true;
      rename(at + 1);
    } else if (tokens.is(at, "SET", "SCHEMA")) {
      refuse("ALTER TABLE .. SET SCHEMA", "keep the tables in the schema public");
    } else if (tokens.is(at, "INHERIT") || tokens.is(at, "NO", "INHERIT")) {
      refuse("ALTER TABLE .. INHERIT", "write the columns out");
    } else if (tokens.is(at, "EXCHANGE") || tokens.isAny(at, "DISCARD", "IMPORT")) {
      refuse(
          "ALTER TABLE .. " + tokens.text(at).toUpperCase(Locale.ROOT),
          "copy the rows with INSERT .. SELECT");
    } else if (tokens.isAny(at, "ATTACH", "DETACH") && tokens.is(at + 1, "PARTITION")) {
      partition(action, known);
    } else if (tokens.is(at, "ADD", "SHARD") || tokens.is(at, "DROP", "SHARD")) {
      refuse("changing a shard key", "make a new table, and copy the rows with INSERT .. SELECT");
    } else if (tokens.is(at, "ALTER") && action.contains(tokens, "USING")) {
      rewritten.add(tokens.identifier(tokens.is(at + 1, "COLUMN") ? at + 2 : at + 1));
    } else if (tokens.is(at, "CHANGE")) {
      int column = tokens.is(at + 1, "COLUMN") ? at + 2 : at + 1;
      renamed.put(tokens.identifier(column), tokens.identifier(column + 1));
    }
  }

  /** RENAME TO b is about the table; RENAME a TO b and RENAME COLUMN a TO b are not. */
  private void rename(int at) throws SQLException {
    int target;
    if (tokens.isAny(at, "TO", "AS") || tokens.isOperator(at, "=")) {
      target = at + 1;
    } else if (scope.isMySql() && !tokens.isAny(at, "COLUMN", "INDEX", "KEY")) {
      target = at;
    } else {
      renameColumn(at);
      return;
    }
    NameAt named = NameAt.read(tokens, target);
    newName = scope.resolve(named);
    if (scope.isMySql()) {
      text.qualify(named, Slot.PLACE); // PostgreSQL takes no qualifier here
    }
  }

  private void renameColumn(int at) {
    if (tokens.is(at, "COLUMN") && tokens.is(at + 2, "TO")) {
      renamed.put(tokens.identifier(at + 1), tokens.identifier(at + 3));
    } else if (!scope.isMySql() && tokens.is(at + 1, "TO")) {
      renamed.put(tokens.identifier(at), tokens.identifier(at + 2));
    }
  }

  private void partition(AlterAction action, Table known) throws SQLException {
    if (action.contains(tokens, "CONCURRENTLY")) {
      refuse("DETACH PARTITION CONCURRENTLY", "detach it without CONCURRENTLY");
    }
    NameAt child = NameAt.read(tokens, action.first() + 2);
    String childName = scope.resolve(child);
    Table part =
        scope
            .table(childName)
            .orElseThrow(() -> CanopyError.UNKNOWN_TABLE.with(childName, scope.database().name()));
    boolean follows =
        tokens.is(action.first(), "ATTACH")
            && !(part.distribution() instanceof Distribution.Reference)
            && !(known.distribution() instanceof Distribution.Reference)
            && !part.distribution().equals(known.distribution());
    if (follows) {
      attached = childName;
    } else if (!part.distribution().equals(known.distribution())) {
      refuse(
          "a partition whose rows lie otherwise than those of its table",
          "make " + childName + " with the shard key of " + table);
    }
    text.qualify(child, Slot.PLACE);
  }

  private static void refuse(String what, String instead) throws SQLException {
    throw CanopyError.UNSUPPORTED.with(what, instead);
  }

  /** Whether a trigger is named, which partitions have, and the shell's twin has not. */
  private boolean namesTrigger(AlterAction action) {
    if (!tokens.isAny(action.first(), "ENABLE", "DISABLE")) {
      return false;
    }
    int at = action.first() + 1;
    if (tokens.isAny(at, "REPLICA", "ALWAYS")) {
      at++;
    }
    return tokens.is(at, "TRIGGER") && !tokens.isAny(at + 1, "ALL", "USER");
  }

  private OptionalLong firstId() {
    if (scope.isMySql()) {
      return CreateTableText.firstId(tokens, name.last() + 1);
    }
    for (AlterAction action : actions) {
      for (int i = action.first(); i <= action.last(); i++) {
        if (tokens.is(i, "RESTART", "WITH")) {
          return SequenceText.number(tokens, i + 2);
        }
        if (tokens.is(i, "RESTART") && tokens.isKind(i + 1, TokenKind.NUMBER)) {
          return SequenceText.number(tokens, i + 1);
        }
      }
    }
    return OptionalLong.empty();
  }

  private boolean restarts() {
    return !scope.isMySql()
        && firstId().isEmpty()
        && actions.stream()
            .anyMatch(
                action ->
                    tokens.is(action.first(), "ALTER") && tokens.is(action.last(), "RESTART"));
  }

  private @Nullable Template inverse(String after) {
    if (newName == null || actions.size() > 1) {
      return null;
    }
    String old = scope.dialect().quoteName(table);
    return switch (scope.dialect().engine()) {
      case MYSQL ->
          new Template.Builder()
              .text("RENAME TABLE ")
              .slot(Slot.PLACE)
              .text("." + scope.dialect().quoteName(after) + " TO ")
              .slot(Slot.PLACE)
              .text("." + old)
              .build();
      case POSTGRESQL ->
          Template.onPlace(scope.dialect(), "ALTER TABLE IF EXISTS ", after, " RENAME TO " + old);
    };
  }
}
