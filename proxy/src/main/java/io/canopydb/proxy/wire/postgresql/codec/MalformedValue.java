package io.canopydb.proxy.wire.postgresql.codec;

import java.sql.SQLException;

/** What is said of a value that is none of its type. */
final class MalformedValue {
  private MalformedValue() {}

  static SQLException error() {
    return new SQLException("incorrect binary data format in bind parameter", "22P03");
  }
}
