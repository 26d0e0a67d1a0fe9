package io.canopydb.driver.execute.write;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.ObjectParameter;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.List;

/**
 * Refuses to move rows of a table to other partitions where a DELETE and an INSERT do more than an
 * UPDATE would: triggers would fire, and foreign keys act or object. It is asked for each time,
 * since neither is in the definition that a plan is made from.
 */
final class MovableRows {
  private final Execution execution;
  private final PlacedRows placement;

  MovableRows(Execution execution, PlacedRows placement) {
    this.execution = execution;
    this.placement = placement;
  }

  /** Looks at the table of one partition; all have the same. */
  void check(Leaf leaf, int partition) throws SQLException {
    String namespace = execution.dialect().partitionNamespace(placement.database(), partition);
    SharedConnection connection = execution.acquire(leaf);
    try (LeafResult found =
        new LeafStatements(execution.streaming(0))
            .query(connection.retain(), question(namespace, placement.table().name()))) {
      if (found.next()) {
        throw CanopyError.UNSUPPORTED.with(
            "an UPDATE that moves rows of '"
                + placement.table().name()
                + "' to other partitions, by their shard key, where the table has "
                + found.resultSet().getString(1)
                + " '"
                + found.resultSet().getString(2)
                + "'",
            "delete the rows and insert them anew");
      }
    } finally {
      connection.release();
    }
  }

  /** Foreign keys to reference tables, which are whole on every leaf, do no harm. */
  private LeafText question(String namespace, String table) {
    ObjectParameter schema = new ObjectParameter(namespace);
    ObjectParameter name = new ObjectParameter(table);
    return switch (execution.dialect().engine()) {
      case MYSQL ->
          new LeafText(
              "SELECT 'the trigger', TRIGGER_NAME FROM information_schema.TRIGGERS WHERE"
                  + " EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? UNION ALL SELECT 'the"
                  + " foreign key', CONSTRAINT_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS"
                  + " WHERE UNIQUE_CONSTRAINT_SCHEMA = ? AND ? IN (TABLE_NAME,"
                  + " REFERENCED_TABLE_NAME) LIMIT 1",
              List.of(schema, name, schema, name));
      case POSTGRESQL ->
          new LeafText(
              "WITH t AS (SELECT c.oid, c.relnamespace FROM pg_class c JOIN pg_namespace n ON n.oid"
                  + " = c.relnamespace WHERE n.nspname = ? AND c.relname = ?) SELECT 'the trigger',"
                  + " tgname FROM pg_trigger, t WHERE tgrelid = t.oid AND NOT tgisinternal UNION"
                  + " ALL SELECT 'the rule', rulename FROM pg_rewrite, t WHERE ev_class = t.oid"
                  + " UNION ALL SELECT 'the foreign key', conname FROM t, pg_constraint k JOIN"
                  + " pg_class p ON p.oid = k.confrelid WHERE contype = 'f' AND (confrelid = t.oid"
                  + " OR conrelid = t.oid AND p.relnamespace = t.relnamespace) LIMIT 1",
              List.of(schema, name));
    };
  }
}
