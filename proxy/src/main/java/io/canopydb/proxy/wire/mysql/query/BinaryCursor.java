package io.canopydb.proxy.wire.mysql.query;

import io.canopydb.driver.front.MySqlColumn;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.proxy.server.ClientGoneException;
import java.sql.SQLException;
import java.util.List;

/** The rows of a prepared statement, of which a client takes some at a time. */
final class BinaryCursor implements AutoCloseable {
  private final RowCursor rows;
  private final BinaryRow form;

  BinaryCursor(RowCursor rows, BinaryRow form) {
    this.rows = rows;
    this.form = form;
  }

  List<MySqlColumn> columns() {
    return form.columns();
  }

  /**
   * Writes the next rows.
   *
   * @param most 0 for all
   * @return whether there may be more
   */
  boolean write(long most) throws SQLException, ClientGoneException {
    for (long i = 0; most == 0 || i < most; i++) {
      if (!rows.next()) {
        return false;
      }
      form.write(rows.row());
    }
    return true;
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
