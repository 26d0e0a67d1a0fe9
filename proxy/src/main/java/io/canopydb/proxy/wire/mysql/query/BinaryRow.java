package io.canopydb.proxy.wire.mysql.query;

import io.canopydb.driver.front.MySqlColumn;
import io.canopydb.driver.front.MySqlRowReader;
import io.canopydb.driver.merge.Row;
import io.canopydb.proxy.server.ClientGoneException;
import io.canopydb.proxy.wire.mysql.codec.BinaryResultValues;
import io.canopydb.proxy.wire.mysql.codec.PacketWriter;
import io.netty.buffer.ByteBuf;
import java.sql.SQLException;
import java.util.List;

/** Writes the rows of one result in the binary form. */
final class BinaryRow {
  private final List<MySqlColumn> columns;
  private final MySqlRowReader reader;
  private final PacketWriter out;

  BinaryRow(List<MySqlColumn> columns, MySqlRowReader reader, PacketWriter out) {
    this.columns = columns;
    this.reader = reader;
    this.out = out;
  }

  List<MySqlColumn> columns() {
    return columns;
  }

  void write(Row row) throws SQLException, ClientGoneException {
    ByteBuf to = out.begin();
    try {
      to.writeByte(0);
      int nulls = to.writerIndex();
      to.writeZero((columns.size() + 9) / 8);
      for (int i = 0; i < columns.size(); i++) {
        byte[] value = reader.bytes(row, i + 1);
        if (value == null) {
          int at = nulls + (i + 2) / 8;
          to.setByte(at, to.getByte(at) | 1 << (i + 2) % 8);
        } else {
          BinaryResultValues.write(to, columns.get(i).type(), value);
        }
      }
    } catch (SQLException | RuntimeException e) {
      out.cancel();
      throw e;
    }
    out.end();
  }
}
