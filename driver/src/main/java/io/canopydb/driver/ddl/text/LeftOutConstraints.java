package io.canopydb.driver.ddl.text;

import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an ALTER TABLE does to constraints that no leaf has, where the cluster leaves foreign keys
 * out: migrations drop, validate and rename the keys that they made before.
 */
final class LeftOutConstraints {
  private final Tokens tokens;
  private final DdlScope scope;
  private final String table;
  private final List<AlterAction> actions = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private LeftOutConstraints(Tokens tokens, DdlScope scope, String table) {
    this.tokens = tokens;
    this.scope = scope;
    this.table = table;
  }

  /** Finds them among the actions of a statement. */
  static LeftOutConstraints of(
      Tokens tokens, List<AlterAction> actions, DdlScope scope, String table, DdlLookup lookup)
      throws SQLException {
    LeftOutConstraints found = new LeftOutConstraints(tokens, scope, table);
    if (scope.leftOut().allowed()) {
      for (AlterAction action : actions) {
        found.look(action, lookup);
      }
    }
    return found;
  }

  /** The actions that have nothing to work on. */
  List<AlterAction> actions() {
    return actions;
  }

  /** What the user is told of them. */
  List<String> notes() {
    return notes;
  }

  private void look(AlterAction action, DdlLookup lookup) throws SQLException {
    int at = named(action.first());
    if (at < 0 || !tokens.isIdentifier(at)) {
      return;
    }
    String name = tokens.identifier(at);
    boolean there =
        lookup.constraints(table).stream()
            .anyMatch(known -> scope.isMySql() ? known.equalsIgnoreCase(name) : known.equals(name));
    if (!there) {
      actions.add(action);
      notes.add(
          table
              + " has no constraint "
              + name
              + ": a foreign key that is not enforced leaves nothing to alter or drop");
    }
  }

  /** The token of a constraint's name in an action that needs it to be there; -1 in others. */
  private int named(int at) {
    if (scope.isMySql() && tokens.is(at, "DROP", "FOREIGN", "KEY")) {
      return at + 3;
    }
    boolean verb =
        scope.isMySql()
            ? tokens.is(at, "DROP")
            : tokens.isAny(at, "DROP", "ALTER", "RENAME", "VALIDATE");
    boolean mayMiss = tokens.is(at + 2, "IF", "EXISTS");
    return verb && tokens.is(at + 1, "CONSTRAINT") && !mayMiss ? at + 2 : -1;
  }
}
