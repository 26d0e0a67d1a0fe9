package io.canopydb.it.transaction;

import io.canopydb.driver.jdbc.CanopyXADataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** What a transaction manager does, by hand. */
final class Branches {
  private Branches() {}

  /** A name of the greatest length. */
  record Name(String text) implements Xid {
    private static final int LENGTH = 64;

    @Override
    public int getFormatId() {
      return -77;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      byte[] bytes = new byte[LENGTH];
      Arrays.fill(bytes, (byte) 0xfe);
      byte[] name = text.getBytes(StandardCharsets.UTF_8);
      System.arraycopy(name, 0, bytes, 0, name.length);
      return bytes;
    }

    @Override
    public byte[] getBranchQualifier() {
      byte[] bytes = new byte[LENGTH];
      bytes[LENGTH - 1] = 1;
      return bytes;
    }
  }

  static CanopyXADataSource source(FragileCluster cluster) {
    return source(cluster.url(FragileCluster.DATABASE));
  }

  static CanopyXADataSource source(String url) {
    CanopyXADataSource source = new CanopyXADataSource();
    source.setUrl(url);
    return source;
  }

  /** Runs statements in a branch, which is then ready to be prepared. */
  static void work(XAConnection connection, Xid xid, String... statements)
      throws SQLException, XAException {
    XAResource resource = connection.getXAResource();
    resource.start(xid, XAResource.TMNOFLAGS);
    try (Connection handle = connection.getConnection();
        Statement statement = handle.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    resource.end(xid, XAResource.TMSUCCESS);
  }

  /** The names that wait, of those that tests make. */
  static List<String> waiting(XAResource resource) throws XAException {
    return Arrays.stream(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
        .map(Branches::text)
        .sorted()
        .toList();
  }

  private static String text(Xid xid) {
    String text = new String(xid.getGlobalTransactionId(), StandardCharsets.UTF_8);
    return text.substring(0, text.indexOf('\ufffd'));
  }
}
