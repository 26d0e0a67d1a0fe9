package io.canopydb.proxy.wire.mysql.query;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.MySqlColumn;
import io.canopydb.driver.front.MySqlRowReader;
import io.canopydb.driver.front.ReadText;
import io.canopydb.driver.front.TextRun;
import io.canopydb.driver.session.Outcome;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.wire.mysql.codec.FieldType;
import io.canopydb.proxy.wire.mysql.codec.Fields;
import io.canopydb.proxy.wire.mysql.codec.MalformedPacketException;
import io.canopydb.proxy.wire.mysql.codec.Messages;
import io.canopydb.proxy.wire.mysql.codec.PacketWriter;
import io.canopydb.proxy.wire.mysql.codec.Status;
import io.netty.buffer.ByteBuf;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements that one client has prepared. Used by one thread at a time. */
final class PreparedStatements {
  /** As max_prepared_stmt_count, which is for all clients of a server. */
  private static final int MOST = 16_382;

  /** CURSOR_TYPE_READ_ONLY. */
  private static final int WITH_CURSOR = 1;

  /** What is said of a parameter: that it may be anything. */
  private static final MySqlColumn PARAMETER =
      new MySqlColumn("", "", "", "?", "", 63, 0, FieldType.VAR_STRING, 128, 0);

  private final ClientSession client;
  private final PacketWriter out;
  private final Messages messages;
  private final int mostBytes;
  private final Map<Integer, ClientStatement> statements = new HashMap<>();
  private int last;

  /**
   * @param mostBytes how long a value may be that is sent in parts
   */
  PreparedStatements(ClientSession client, PacketWriter out, Messages messages, int mostBytes) {
    this.client = client;
    this.out = out;
    this.messages = messages;
    this.mostBytes = mostBytes;
  }

  void prepare(String sql) throws SQLException, ClientGoneException {
    if (statements.size() >= MOST) {
      throw new SQLException(
          "Can't create more than max_prepared_stmt_count statements (current value: " + MOST + ")",
          "42000",
          1461);
    }
    int id = ++last;
    ReadText text = client.read(sql, true, false);
    ResultSetMetaData described = client.session().describe(text.statements().get(0));
    List<MySqlColumn> columns =
        described == null ? List.of() : MySqlColumn.of(described, client.names());
    ClientStatement statement = new ClientStatement(id, text);
    statements.put(statement.id(), statement);
    out.begin()
        .writeByte(0)
        .writeIntLE(statement.id())
        .writeShortLE(columns.size())
        .writeShortLE(statement.parameterCount())
        .writeByte(0)
        .writeShortLE(0);
    out.end();
    for (int i = 0; i < statement.parameterCount(); i++) {
      messages.column(PARAMETER);
    }
    if (statement.parameterCount() > 0) {
      messages.endOfColumns(client.status(), 0);
    }
    for (MySqlColumn column : columns) {
      messages.column(column);
    }
    if (!columns.isEmpty()) {
      messages.endOfColumns(client.status(), 0);
    }
  }

  private ClientStatement statement(ByteBuf in) throws SQLException, MalformedPacketException {
    int id = Fields.readInt(in);
    ClientStatement found = statements.get(id);
    if (found == null) {
      throw new SQLException(
          "Unknown prepared statement handler ("
              + Integer.toUnsignedString(id)
              + ") given to mysql_stmt_precheck",
          "HY000",
          1243);
    }
    return found;
  }

  void execute(ByteBuf in) throws SQLException, MalformedPacketException, ClientGoneException {
    ClientStatement statement = statement(in);
    int flags = Fields.readByte(in);
    Fields.skip(in, 4);
    closeCursor(statement);
    Parameter[] parameters;
    try {
      parameters = statement.parameters(in, client.charset());
    } finally {
      statement.forgetSent();
    }
    if ((flags & WITH_CURSOR) != 0) {
      open(statement, parameters);
      return;
    }
    try (TextRun run =
        TextRun.begin(client.session(), statement.text(), parameters, TextResults.STREAMED)) {
      for (Outcome outcome = run.next(); outcome != null; outcome = run.next()) {
        say(outcome, run.more());
      }
    }
  }

  /** Opens a cursor; what gives no rows, or several results, is answered at once. */
  private void open(ClientStatement statement, Parameter[] parameters)
      throws SQLException, ClientGoneException {
    Outcome outcome =
        client
            .session()
            .execute(statement.text().statements().get(0), parameters, TextResults.STREAMED);
    if (!(outcome instanceof Outcome.Rows rows)) {
      say(outcome, false);
      return;
    }
    BinaryCursor cursor = cursor(rows);
    statement.cursor(cursor);
    columns(cursor.columns());
    messages.endOfRows(client.status() | Status.CURSOR, 0);
  }

  private BinaryCursor cursor(Outcome.Rows rows) throws SQLException {
    try {
      List<MySqlColumn> columns = MySqlColumn.of(rows.columns(), client.names());
      return new BinaryCursor(
          rows.cursor(), new BinaryRow(columns, new MySqlRowReader(columns, rows.columns()), out));
    } catch (SQLException | RuntimeException e) {
      rows.cursor().close();
      throw e;
    }
  }

  private void columns(List<MySqlColumn> columns) throws ClientGoneException {
    messages.columnCount(columns.size());
    for (MySqlColumn column : columns) {
      messages.column(column);
    }
  }

  private void say(Outcome outcome, boolean more) throws SQLException, ClientGoneException {
    if (outcome instanceof Outcome.Rows rows) {
      try (BinaryCursor all = cursor(rows)) {
        columns(all.columns());
        messages.endOfColumns(client.status(more), 0);
        all.write(0);
        messages.endOfRows(client.status(more), client.session().warningCount());
      }
    } else if (outcome instanceof Outcome.Updated updated) {
      client.say(messages, updated, more);
    } else if (outcome instanceof Outcome.Several several) {
      for (int i = 0; i < several.results().size(); i++) {
        say(several.results().get(i), more || i + 1 < several.results().size());
      }
    }
  }

  /** Gives the next rows of a cursor. */
  void fetch(ByteBuf in) throws SQLException, MalformedPacketException, ClientGoneException {
    ClientStatement statement = statement(in);
    long most = Integer.toUnsignedLong(Fields.readInt(in));
    BinaryCursor cursor = statement.cursor();
    if (cursor == null) {
      throw new SQLException(
          "The statement (" + statement.id() + ") has no open cursor.", "HY000", 1421);
    }
    boolean done = false;
    try {
      boolean more = most == 0 || cursor.write(most);
      done = true;
      if (!more) {
        closeCursor(statement);
      }
      messages.endOfRows(client.status() | (more ? Status.CURSOR : Status.LAST_ROW_SENT), 0);
    } finally {
      if (!done) {
        closeCursor(statement);
      }
    }
  }

  /** Takes a part of a long value; nothing is answered. */
  void sendLongData(ByteBuf in) throws MalformedPacketException {
    ClientStatement statement = statements.get(Fields.readInt(in));
    int parameter = Fields.readShort(in);
    if (statement != null) {
      statement.send(parameter, Fields.readRest(in), mostBytes);
    }
  }

  void reset(ByteBuf in) throws SQLException, MalformedPacketException, ClientGoneException {
    ClientStatement statement = statement(in);
    statement.forgetSent();
    closeCursor(statement);
    messages.ok(0, 0, client.status(), 0, "");
  }

  /** Forgets a statement; nothing is answered. */
  void close(ByteBuf in) throws SQLException, MalformedPacketException {
    ClientStatement statement = statements.remove(Fields.readInt(in));
    if (statement != null) {
      closeCursor(statement);
    }
  }

  private static void closeCursor(ClientStatement statement) throws SQLException {
    BinaryCursor cursor = statement.cursor();
    statement.cursor(null);
    if (cursor != null) {
      cursor.close();
    }
  }

  /** Forgets all of them. */
  void closeAll() throws SQLException {
    for (ClientStatement statement : List.copyOf(statements.values())) {
      closeCursor(statement);
    }
    statements.clear();
  }
}
