package io.canopydb.driver.execute.copy;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.SharedConnection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** COPY into a table of one leaf. */
final class LeafCopy {
  private LeafCopy() {}

  /** Runs one COPY of what is there already; how many rows it took. */
  static long run(Execution execution, SharedConnection connection, String sql, byte[] sent)
      throws SQLException {
    try {
      CopyIn copy = connection.jdbc().unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      try {
        copy.writeToCopy(sent, 0, sent.length);
        long rows = copy.endCopy();
        connection.succeeded();
        return rows;
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new LeafStatements(execution).failed(connection, null, e);
    }
  }
}
