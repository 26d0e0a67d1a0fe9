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
   * @param uniqueKeys the primary key first, if there is one
   */
  record TableShape(String name, List<Column> columns, List<UniqueKey> uniqueKeys) {
    public TableShape {
      columns = List.copyOf(columns);
      uniqueKeys = List.copyOf(uniqueKeys);
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
