package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.ExecuteOptions.GeneratedKeys;
import io.canopydb.driver.front.Portal;
import io.canopydb.driver.front.RowReader;
import io.canopydb.driver.merge.Row;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.wire.postgresql.codec.BinaryValues;
import io.canopydb.proxy.wire.postgresql.codec.TypeIds;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Writes rows in the forms that the client asked for. */
final class RowWriter {
  /** Rows that are read from a leaf at a time, so that no result is ever held as a whole. */
  private static final int FETCH = 1_000;

  static final ExecuteOptions STREAMED =
      new ExecuteOptions(
          FETCH,
          0,
          0,
          ResultSet.TYPE_FORWARD_ONLY,
          ResultSet.CONCUR_READ_ONLY,
          new GeneratedKeys.None());

  private final BackendMessages out;
  private final List<ResultColumn> columns;
  private final Formats formats;

  RowWriter(BackendMessages out, List<ResultColumn> columns, Formats formats) {
    this.out = out;
    this.columns = columns;
    this.formats = formats;
  }

  /**
   * Writes the next rows.
   *
   * @param max at most so many; 0 for all
   * @return as {@link Portal#fetch}
   */
  boolean write(Portal rows, long max) throws SQLException, ClientGoneException {
    try {
      return rows.fetch(max, this::row);
    } catch (UncheckedIOException e) {
      throw new ClientGoneException();
    }
  }

  private void row(RowReader reader, Row row) throws SQLException {
    int start = out.beginRow(columns.size());
    boolean whole = false;
    try {
      for (int i = 0; i < columns.size(); i++) {
        cell(reader, row, i);
      }
      whole = true;
    } finally {
      if (!whole) {
        out.forgetRow(start);
      }
    }
    try {
      out.endRow(start);
    } catch (ClientGoneException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cell(RowReader reader, Row row, int i) throws SQLException {
    int type = columns.get(i).typeId();
    if (formats.binary(i)) {
      String text = reader.text(row, i + 1);
      if (text == null) {
        out.nullCell();
      } else {
        int start = out.beginCell();
        BinaryValues.write(out.cellBytes(), type, text);
        out.endCell(start);
      }
    } else if (type == TypeIds.BYTEA) {
      String text = reader.text(row, i + 1);
      if (text == null) {
        out.nullCell();
      } else {
        out.cell(text);
      }
    } else {
      byte[] bytes = reader.bytes(row, i + 1);
      if (bytes == null) {
        out.nullCell();
      } else {
        out.cell(bytes);
      }
    }
  }
}
