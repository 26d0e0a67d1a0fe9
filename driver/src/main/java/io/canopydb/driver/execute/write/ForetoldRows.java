package io.canopydb.driver.execute.write;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.ObjectParameter;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.List;

/**
 * Refuses to tell before an UPDATE what its rows will be, where a trigger of the table may make
 * others of them. It is asked for each time, since triggers are not in the definition that a plan
 * is made from. PostgreSQL's, since MySQL's UPDATE returns no rows.
 */
final class ForetoldRows {
  private static final String TRIGGER =
      "SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ? AND c.relname = ? AND NOT tgisinternal"
          // For each row, before an update.
          + " AND tgtype & 19 = 19 LIMIT 1";

  private final Execution execution;
  private final PlacedRows placement;

  ForetoldRows(Execution execution, PlacedRows placement) {
    this.execution = execution;
    this.placement = placement;
  }

  /** Looks at one copy of the table; all have the same. */
  void check() throws SQLException {
    String database = placement.database();
    String table = placement.table().name();
    boolean reference = placement.table().distribution() instanceof Distribution.Reference;
    Leaf leaf =
        reference
            ? execution.onlineLeaves().get(0)
            : execution.master(database, execution.map(database), 0);
    String namespace =
        reference
            ? execution.dialect().shellNamespace(database)
            : execution.dialect().partitionNamespace(database, 0);
    LeafText question =
        new LeafText(TRIGGER, List.of(new ObjectParameter(namespace), new ObjectParameter(table)));
    SharedConnection connection = execution.acquire(leaf);
    try (LeafResult found =
        new LeafStatements(execution.streaming(0)).query(connection.retain(), question)) {
      if (found.next()) {
        throw CanopyError.UNSUPPORTED.with(
            "RETURNING of this form in an UPDATE of '"
                + table
                + "', which has the trigger '"
                + found.resultSet().getString(1)
                + "', with rows of other partitions",
            "return the row's own columns, and read the rest by a query");
      }
    } finally {
      connection.release();
    }
  }
}
