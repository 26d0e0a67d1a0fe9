package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Change;
import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The DDL of lookup tables. They lie in partitions only, beside the tables whose keys they keep,
 * and have the types and collations of the key's columns, so that the engine's own equality
 * decides.
 */
final class LookupTables {
  private LookupTables() {}

  /** Makes the lookup tables of a new table, in place of what an old one may have left behind. */
  static List<Template> create(Table table, Dialect dialect) {
    List<Template> statements = new ArrayList<>();
    for (UniqueKey key : table.globalKeys()) {
      String name = String.valueOf(key.lookup());
      statements.add(Template.onPlace(dialect, "DROP TABLE IF EXISTS ", name, ""));
      statements.add(Template.onPlace(dialect, "CREATE TABLE ", name, body(table, key, dialect)));
    }
    return statements;
  }

  private static String body(Table table, UniqueKey key, Dialect dialect) {
    StringBuilder body = new StringBuilder(" (");
    for (String name : GlobalKeyRules.columns(key, table.distribution())) {
      Column column = table.column(name).orElseThrow();
      body.append(dialect.quoteName(name)).append(' ').append(column.type());
      if (column.collation() != null) {
        body.append(" COLLATE ").append(collation(column.collation(), dialect));
      }
      body.append(" NOT NULL, ");
    }
    StringJoiner unique = new StringJoiner(", ", "PRIMARY KEY (", "))");
    key.columns().forEach(name -> unique.add(dialect.quoteName(name)));
    return body.append(unique).toString();
  }

  /** The name of one that is not the engine's own comes quoted, with its schema. */
  private static String collation(String name, Dialect dialect) {
    return name.startsWith("\"") ? name : dialect.quoteName(name);
  }

  /** Drops lookup tables that no key has any more. */
  static Change drop(Set<String> lookups, Dialect dialect) {
    List<Template.Piece> pieces = new ArrayList<>();
    String before = "DROP TABLE IF EXISTS ";
    for (String lookup : lookups) {
      pieces.add(new Template.Text(before));
      pieces.add(Slot.PLACE);
      before = "." + dialect.quoteName(lookup) + ", ";
    }
    pieces.add(new Template.Text(before.substring(0, before.length() - 2)));
    return new Change(
        "dropping lookup tables", null, new Template(pieces), null, List.of(), List.of(), false);
  }
}
