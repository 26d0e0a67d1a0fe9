package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.parse.DuplicatesClause;
import io.canopydb.driver.parse.DuplicatesClause.Assigned;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns that an INSERT sets in the row that it is a duplicate of, and that stay what they
 * are: {@code id = LAST_INSERT_ID(id)} tells the id of that row, and {@code id = VALUES(id)} gives
 * it the value that it has, where no rows but those that agree in it are duplicates.
 */
final class KeptColumns {
  private final Names names;
  private final Table table;
  private final DuplicatesClause clause;

  KeptColumns(Names names, Table table, DuplicatesClause clause) {
    this.names = names;
    this.table = table;
    this.clause = clause;
  }

  /** The columns that may become others. */
  List<String> changed() {
    return clause.assignments().stream()
        .filter(assigned -> !keeps(assigned))
        .map(Assigned::column)
        .toList();
  }

  private boolean keeps(Assigned assigned) {
    return switch (assigned.value()) {
      case OWN -> true;
      case PROPOSED -> minded().stream().allMatch(key -> has(key, assigned.column()));
      case OTHER -> false;
    };
  }

  private boolean has(UniqueKey key, String column) {
    return key.columns().stream().anyMatch(name -> names.stored(name).equals(names.stored(column)));
  }

  /** The keys of which one may be violated. */
  private List<UniqueKey> minded() {
    Tokens tail = clause.tail();
    int at = clause.target();
    if (at < 0) {
      return table.uniqueKeys();
    }
    if (tail.is(at, "ON", "CONSTRAINT")) {
      String name = tail.identifier(at + 2);
      return table.uniqueKeys().stream().filter(key -> key.name().equals(name)).toList();
    }
    List<String> columns = new ArrayList<>();
    for (int i = at + 1; i < tail.closing(at); i++) {
      boolean part =
          tail.depth(i) == tail.depth(at) + 1
              && (tail.isKind(i - 1, TokenKind.COMMA) || i == at + 1);
      if (part && tail.isIdentifier(i) && !tail.isKind(i + 1, TokenKind.OPEN)) {
        columns.add(tail.identifier(i));
      }
    }
    return List.of(new UniqueKey("", false, columns));
  }
}
