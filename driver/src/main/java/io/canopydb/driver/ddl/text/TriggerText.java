package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.ObjectName.Kind;
import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Triggers. They are where the rows are: in every partition, and for a reference table in the
 * shells; never on the empty twin of a partitioned table.
 */
final class TriggerText {
  private TriggerText() {}

  static Change create(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    NameAt trigger = NameAt.read(tokens, kind.nameToken());
    NameAt on = IndexText.tableBehindOn(tokens, trigger.last() + 1);
    String tableName = scope.resolve(on);
    Table table =
        scope
            .table(tableName)
            .orElseThrow(() -> CanopyError.UNKNOWN_TABLE.with(tableName, scope.database().name()));
    String name = trigger.name();
    DdlText text = new DdlText(tokens).qualify(on, Slot.PLACE);
    Template inverse;
    if (scope.isMySql()) {
      scope.resolve(trigger);
      text.qualify(trigger, Slot.PLACE);
      AssignedKey.check(tokens, on.last() + 1, tableName, AssignedKey.columns(table));
      boolean partitioned = scope.isPartitioned(tableName);
      new BodyTables(scope, "the trigger " + name, partitioned).check(tokens, on.last() + 1, text);
      inverse = Template.onPlace(scope.dialect(), "DROP TRIGGER IF EXISTS ", name, "");
    } else {
      checkPostgreSql(tokens, on, table, scope, lookup);
      inverse =
          kind.orReplace()
              ? null
              : Template.onPlace(
                  scope.dialect(),
                  "DROP TRIGGER IF EXISTS " + scope.dialect().quoteName(name) + " ON ",
                  tableName,
                  "");
    }
    return change("CREATE TRIGGER " + name, text.build(), inverse, tableName, name, scope);
  }

  private static void checkPostgreSql(
      Tokens tokens, NameAt on, Table table, DdlScope scope, DdlLookup lookup) throws SQLException {
    boolean eachRow = false;
    for (int i = on.last() + 1; i < tokens.size(); i++) {
      eachRow |= tokens.is(i, "EACH", "ROW") || tokens.is(i, "FOR", "ROW");
      if (tokens.is(i, "FROM")) {
        throw CanopyError.UNSUPPORTED.with(
            "a constraint trigger that names a second table", "check it in the application");
      }
    }
    if (!eachRow && scope.isPartitioned(table.name())) {
      throw CanopyError.UNSUPPORTED.with(
          "a trigger FOR EACH STATEMENT on " + table.name() + ", which each partition would run,",
          "make it FOR EACH ROW");
    }
    for (String function : RoutineText.executed(tokens, on.last() + 1)) {
      Optional<String> code = lookup.triggerBody(function);
      if (code.isPresent()) {
        RoutineText.checkShardKey(code.get(), tokens, scope, table.name());
      }
    }
  }

  static Change drop(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    NameAt trigger = NameAt.read(tokens, kind.nameToken());
    String name = trigger.name();
    DdlText text = new DdlText(tokens);
    if (!scope.isMySql()) {
      return onTable("DROP TRIGGER " + name, tokens, trigger, scope);
    }
    scope.resolve(trigger);
    text.qualify(trigger, Slot.PLACE);
    Optional<String> table = lookup.tableOfTrigger(name);
    if (table.isEmpty()) {
      // The engine says what it thinks of a trigger that is not there.
      return new Change(
          "DROP TRIGGER " + name, text.build(), null, null, List.of(), List.of(), false);
    }
    return change("DROP TRIGGER " + name, text.build(), null, table.get(), name, scope);
  }

  /**
   * A statement of PostgreSQL on a trigger, policy or constraint that names its table behind ON.
   */
  static Change onTable(String what, Tokens tokens, NameAt name, DdlScope scope)
      throws SQLException {
    NameAt on = IndexText.tableBehindOn(tokens, name.last() + 1);
    String table = scope.resolve(on);
    Template template = new DdlText(tokens).qualify(on, Slot.PLACE).build();
    return change(what, template, null, table, name.name(), scope);
  }

  private static Change change(
      String what,
      Template template,
      @Nullable Template inverse,
      String table,
      String trigger,
      DdlScope scope) {
    boolean partitioned = scope.isPartitioned(table);
    return new Change(
        what,
        partitioned ? null : template,
        partitioned ? template : null,
        inverse,
        List.of(new ObjectName(Kind.TRIGGER, trigger)),
        List.of(),
        false);
  }
}
