package io.canopydb.proxy.wire.mysql.query;

import io.canopydb.driver.front.MySqlColumn;
import io.canopydb.driver.session.Session;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.wire.mysql.codec.Fields;
import io.canopydb.proxy.wire.mysql.codec.MalformedPacketException;
import io.canopydb.proxy.wire.mysql.codec.Messages;
import io.netty.buffer.ByteBuf;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** The columns of a table, for clients that complete names as one types. */
final class FieldList {
  private final ClientSession client;
  private final Messages messages;

  FieldList(ClientSession client, Messages messages) {
    this.client = client;
    this.messages = messages;
  }

  void answer(ByteBuf packet) throws SQLException, MalformedPacketException, ClientGoneException {
    String table = Fields.readEnded(packet);
    String pattern = client.text(packet);
    Session session = client.session();
    ResultSetMetaData described =
        session.describe(
            session.prepare("SELECT * FROM `" + table.replace("`", "``") + "`", false));
    List<MySqlColumn> columns =
        described == null ? List.of() : MySqlColumn.of(described, client.names());
    for (MySqlColumn column : columns) {
      if (matches(column.name(), pattern)) {
        messages.listedColumn(column);
      }
    }
    messages.endOfRows(client.status(), 0);
  }

  /** Whether a name is like a pattern of {@code %} and {@code _}. */
  private static boolean matches(String name, String pattern) {
    if (pattern.isEmpty()) {
      return true;
    }
    char first = pattern.charAt(0);
    String rest = pattern.substring(1);
    if (first == '%') {
      return matches(name, rest) || (!name.isEmpty() && matches(name.substring(1), pattern));
    }
    return !name.isEmpty()
        && (first == '_' || Character.toLowerCase(first) == Character.toLowerCase(name.charAt(0)))
        && matches(name.substring(1), rest);
  }
}
