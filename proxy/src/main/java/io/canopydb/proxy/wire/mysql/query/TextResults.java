package io.canopydb.proxy.wire.mysql.query;

import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.MySqlColumn;
import io.canopydb.driver.front.MySqlRowReader;
import io.canopydb.driver.front.ReadText;
import io.canopydb.driver.front.TextRun;
import io.canopydb.driver.merge.Row;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.session.Outcome;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.wire.mysql.codec.Fields;
import io.canopydb.proxy.wire.mysql.codec.Messages;
import io.canopydb.proxy.wire.mysql.codec.PacketWriter;
import io.netty.buffer.ByteBuf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs texts of statements, and writes what they come to as texts. */
final class TextResults {
  private static final @Nullable Parameter[] NONE = {};

  /** Any that is positive: MySQL's driver streams row by row. */
  private static final int FETCH_SIZE = 1000;

  /**
   * Rows are read from leaves as the client takes them. In a transaction they come at once, since
   * its leaf connections serve other statements meanwhile.
   */
  static final ExecuteOptions STREAMED =
      new ExecuteOptions(
          FETCH_SIZE,
          0,
          0,
          ResultSet.TYPE_FORWARD_ONLY,
          ResultSet.CONCUR_READ_ONLY,
          new ExecuteOptions.GeneratedKeys.None());

  private final ClientSession client;
  private final PacketWriter out;
  private final Messages messages;

  TextResults(ClientSession client, PacketWriter out, Messages messages) {
    this.client = client;
    this.out = out;
    this.messages = messages;
  }

  void run(String sql) throws SQLException, ClientGoneException {
    ReadText text = client.read(sql, false, client.several());
    try (TextRun run = TextRun.begin(client.session(), text, NONE, STREAMED)) {
      for (Outcome outcome = run.next(); outcome != null; outcome = run.next()) {
        say(outcome, run.more());
      }
    }
  }

  private void say(Outcome outcome, boolean more) throws SQLException, ClientGoneException {
    if (outcome instanceof Outcome.Rows rows) {
      rows(rows, more);
    } else if (outcome instanceof Outcome.Updated updated) {
      client.say(messages, updated, more);
    } else if (outcome instanceof Outcome.Several several) {
      for (int i = 0; i < several.results().size(); i++) {
        say(several.results().get(i), more || i + 1 < several.results().size());
      }
    }
  }

  private void rows(Outcome.Rows rows, boolean more) throws SQLException, ClientGoneException {
    List<MySqlColumn> columns = MySqlColumn.of(rows.columns(), client.names());
    messages.columnCount(columns.size());
    for (MySqlColumn column : columns) {
      messages.column(column);
    }
    messages.endOfColumns(client.status(more), 0);
    MySqlRowReader reader = new MySqlRowReader(columns, rows.columns());
    try (RowCursor cursor = rows.cursor()) {
      while (cursor.next()) {
        row(cursor.row(), columns.size(), reader);
      }
    }
    messages.endOfRows(client.status(more), client.session().warningCount());
  }

  private void row(Row row, int columns, MySqlRowReader reader)
      throws SQLException, ClientGoneException {
    ByteBuf to = out.begin();
    try {
      for (int i = 1; i <= columns; i++) {
        byte[] value = reader.bytes(row, i);
        if (value == null) {
          to.writeByte(Fields.NULL);
        } else {
          Fields.writeBytes(to, value);
        }
      }
    } catch (SQLException | RuntimeException e) {
      out.cancel();
      throw e;
    }
    out.end();
  }
}
