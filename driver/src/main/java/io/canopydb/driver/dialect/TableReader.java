package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads what a table or view is from a server's own catalogue. Stateless. */
public interface TableReader {

  /**
   * A table as the catalogue describes it.
   *
   * @param name as the engine stores it
   * @param columns in order, with the engine's full type texts and collations (see {@link Column})
   *     A default is a text that can stand in SQL again: after DEFAULT and, where it names no
   *     column, in a select list; but for PostgreSQL's identity columns, which have the words that
   *     psql shows: {@code generated always as identity}
   * @param uniqueKeys the primary key first, if there is one; PostgreSQL's exclusion constraints
   *     are among them
   * @param selfUpdating the columns that an UPDATE changes without naming them (MySQL: ON UPDATE
   *     CURRENT_TIMESTAMP); none can be in a shard key
   * @param invisible the columns that {@code *} and an INSERT without a column list leave out
   */
  record TableShape(
      String name,
      List<Column> columns,
      List<UniqueKey> uniqueKeys,
      List<String> selfUpdating,
      List<String> invisible) {
    public TableShape {
      columns = List.copyOf(columns);
      uniqueKeys = List.copyOf(uniqueKeys);
      selfUpdating = List.copyOf(selfUpdating);
      invisible = List.copyOf(invisible);
    }

    /** This shape with other columns. */
    public TableShape withColumns(List<Column> others) {
      return new TableShape(name, others, uniqueKeys, selfUpdating, invisible);
    }

    /** This shape with other unique keys. */
    public TableShape withUniqueKeys(List<UniqueKey> keys) {
      return new TableShape(name, columns, keys, selfUpdating, invisible);
    }
  }

  /**
   * Describes a table or view; empty where there is none.
   *
   * @param namespace MySQL: the database; PostgreSQL: the schema
   * @param table its name, as stored (MySQL: letter case as the server compares names)
   */
  Optional<TableShape> read(Connection connection, String namespace, String table)
      throws SQLException;
}
