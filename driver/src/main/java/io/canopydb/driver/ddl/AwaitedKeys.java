package io.canopydb.driver.ddl;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Foreign keys that were there before the table that they refer to, as MySQL allows where {@code
 * foreign_key_checks} is off. In a partition such a key looks for its table in the partition. Where
 * the new one is a reference table, which lies in the shell, the key has to be made anew; likewise
 * where the table was one before and is none now.
 */
final class AwaitedKeys {
  /** The name of a key while it is made anew: MySQL takes no name twice in a statement. */
  private static final String INTERIM = "canopy_interim";

  private final DdlRun run;
  private final Dialect dialect;

  AwaitedKeys(DdlRun run) {
    this.run = run;
    this.dialect = run.dialect();
  }

  /**
   * The statements after which each key finds a table that was just made. In between the key is
   * there under another name.
   *
   * @param database with the table
   */
  List<String> mending(Database database, String table) throws SQLException {
    Table parent = database.tables().get(table);
    List<Place> partitions =
        run.places().byLeaf().values().stream()
            .flatMap(List::stream)
            .filter(place -> !place.isShell())
            .limit(1)
            .toList();
    if (dialect.engine() != Engine.MYSQL || parent == null || partitions.isEmpty()) {
      return List.of();
    }
    Place partition = partitions.get(0);
    String right =
        parent.distribution() instanceof Distribution.Reference
            ? run.shell()
            : partition.namespace();
    List<String> statements = new ArrayList<>();
    try (LeafWork work = run.open(partition.leaf())) {
      for (Map.Entry<String, String> key :
          misled(work.jdbc(), partition.namespace(), table, right).entrySet()) {
        String child = key.getValue();
        MySqlTable.Reference reference =
            MySqlTableReader.read(work.jdbc(), partition.namespace(), child)
                .foreignKeys()
                .get(key.getKey());
        if (reference == null) {
          throw CanopyError.INTERNAL.with("no foreign key " + key.getKey() + " of " + child);
        }
        statements.add(renewed(child, key.getKey(), INTERIM, reference));
        statements.add(renewed(child, INTERIM, key.getKey(), reference));
      }
    }
    return statements;
  }

  /** The tables whose keys look for a table elsewhere than in a namespace, by the key's name. */
  private static Map<String, String> misled(
      Connection leaf, String namespace, String table, String right) throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (PreparedStatement statement =
        leaf.prepareStatement(
            "SELECT CONSTRAINT_NAME, TABLE_NAME FROM information_schema.KEY_COLUMN_USAGE"
                + " WHERE TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?"
                + " AND REFERENCED_TABLE_SCHEMA <> ? AND TABLE_NAME <> ?")) {
      statement.setString(1, namespace);
      statement.setString(2, table);
      statement.setString(3, right);
      statement.setString(4, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return found;
  }

  private String renewed(String child, String old, String name, MySqlTable.Reference key) {
    return "ALTER TABLE "
        + dialect.quoteName(child)
        + " DROP FOREIGN KEY "
        + dialect.quoteName(old)
        + ", ADD CONSTRAINT "
        + dialect.quoteName(name)
        + " FOREIGN KEY ("
        + listed(key.columns())
        + ") REFERENCES "
        + dialect.quoteName(key.parent())
        + " ("
        + listed(key.parentColumns())
        + ") ON DELETE "
        + key.onDelete()
        + " ON UPDATE "
        + key.onUpdate();
  }

  private String listed(List<String> names) {
    return names.stream().map(dialect::quoteName).collect(Collectors.joining(", "));
  }
}
