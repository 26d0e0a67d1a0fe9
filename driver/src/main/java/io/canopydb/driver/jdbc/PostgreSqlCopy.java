package io.canopydb.driver.jdbc;

import io.canopydb.driver.session.BulkCopy;
import io.canopydb.driver.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.ByteStreamWriter;

/** A COPY of the cluster as pgjdbc shows one. */
abstract class PostgreSqlCopy implements CopyOperation {
  private final SessionGate gate;
  private final BulkCopy copy;

  private PostgreSqlCopy(SessionGate gate, BulkCopy copy) {
    this.gate = gate;
    this.copy = copy;
  }

  static CopyOperation begin(SessionGate gate, String sql) throws SQLException {
    Session session = gate.enter();
    try {
      BulkCopy copy = session.copy(sql);
      return copy instanceof BulkCopy.In in ? new In(gate, in) : new Out(gate, (BulkCopy.Out) copy);
    } finally {
      gate.leave();
    }
  }

  /** Something to do inside the gate. */
  interface Call<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  <T extends @Nullable Object> T inside(Call<T> call) throws SQLException {
    gate.enter();
    try {
      return call.run();
    } finally {
      gate.leave();
    }
  }

  @Override
  public int getFieldCount() {
    return copy.fieldCount();
  }

  @Override
  public int getFormat() {
    return copy.format();
  }

  @Override
  public int getFieldFormat(int field) {
    return copy.format();
  }

  @Override
  public boolean isActive() {
    return copy.isOpen();
  }

  @Override
  public void cancelCopy() throws SQLException {
    inside(
        () -> {
          copy.cancel();
          return true;
        });
  }

  @Override
  public long getHandledRowCount() {
    return copy.rows();
  }

  private static final class In extends PostgreSqlCopy implements CopyIn {
    private final BulkCopy.In copy;

    In(SessionGate gate, BulkCopy.In copy) {
      super(gate, copy);
      this.copy = copy;
    }

    @Override
    public void writeToCopy(byte[] bytes, int offset, int length) throws SQLException {
      inside(
          () -> {
            copy.write(bytes, offset, length);
            return true;
          });
    }

    @Override
    public void writeToCopy(ByteStreamWriter from) throws SQLException {
      try {
        from.writeTo(() -> new Sent(this));
      } catch (IOException e) {
        if (e.getCause() instanceof SQLException cause) {
          throw cause;
        }
        throw new SQLException("the data to be copied could not be read", "58030", e);
      }
    }

    /** What has come is sent when there is enough of it. */
    @Override
    public void flushCopy() {}

    @Override
    public long endCopy() throws SQLException {
      return inside(copy::end);
    }
  }

  /** What is written goes into a COPY. */
  private static final class Sent extends OutputStream {
    private final CopyIn copy;

    Sent(CopyIn copy) {
      this.copy = copy;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        copy.writeToCopy(bytes, offset, length);
      } catch (SQLException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  private static final class Out extends PostgreSqlCopy implements CopyOut {
    private final BulkCopy.Out copy;

    Out(SessionGate gate, BulkCopy.Out copy) {
      super(gate, copy);
      this.copy = copy;
    }

    @Override
    public byte @Nullable [] readFromCopy() throws SQLException {
      return inside(copy::read);
    }

    @Override
    public byte @Nullable [] readFromCopy(boolean block) throws SQLException {
      return readFromCopy();
    }
  }
}
