package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.JdbcStatement;
import io.canopydb.it.system.TestCluster;
import io.canopydb.metadata.model.Engine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LOAD DATA LOCAL INFILE of streams and files: the same on one plain server and on a cluster. */
class LoadDataTest {
  private static BothSides sides;
  private static Connection plain;
  private static Connection canopy;

  @BeforeAll
  static void open() throws SQLException {
    sides = BothSides.create(Engine.MYSQL, "jdbc_load");
    TestCluster cluster = TestCluster.of(Engine.MYSQL);
    plain = DriverManager.getConnection(allowing(cluster.plainUrl("jdbc_load")));
    canopy = DriverManager.getConnection(allowing(cluster.url("jdbc_load")));
  }

  private static String allowing(String url) {
    return url + (url.contains("?") ? "&" : "?") + "allowLoadLocalInfile=true";
  }

  @AfterAll
  static void close() throws SQLException {
    canopy.close();
    plain.close();
    sides.close();
  }

  private static long load(Connection connection, String sql, byte[] data) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement
          .unwrap(JdbcStatement.class)
          .setLocalInfileInputStream(new ByteArrayInputStream(data));
      return statement.executeUpdate(sql);
    }
  }

  private static void same(String query) throws SQLException {
    assertThat(rows(canopy, query)).as(query).isEqualTo(rows(plain, query));
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(row.toString());
      }
    }
    return found;
  }

  /** Loads on both sides; the tables hold the same then. */
  private static void sameLoad(String table, String how, String data) throws SQLException {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    String sql = "LOAD DATA LOCAL INFILE 'stream' " + how.replaceFirst("\\bt\\b", "TABLE " + table);
    assertThat(load(canopy, sql, bytes)).as("%s%n%s", sql, data).isEqualTo(load(plain, sql, bytes));
    same("SELECT * FROM " + table + " ORDER BY 1, 2");
    for (String key : rows(plain, "SELECT DISTINCT QUOTE(id) FROM " + table)) {
      String quoted = key.substring(1, key.length() - 1);
      same("SELECT COUNT(*) FROM " + table + " WHERE id = " + quoted);
    }
  }

  @Test
  void rowsGoToTheirPartitions() throws SQLException {
    sides.run(
        "CREATE TABLE a (id INT PRIMARY KEY, name VARCHAR(20), note TEXT, at DATETIME, n INT NOT"
            + " NULL)",
        "CREATE TABLE w (id INT PRIMARY KEY, n INT DEFAULT 7)");
    StringBuilder many = new StringBuilder();
    for (int i = 1000; i < 13_000; i++) {
      many.append(i).append("\tname ").append(i).append("\t\\N\n");
    }
    byte[] bytes = many.toString().getBytes(StandardCharsets.UTF_8);
    String sql = "LOAD DATA LOCAL INFILE 'x' INTO TABLE a (id, name, note)";
    assertThat(load(canopy, sql, bytes)).isEqualTo(load(plain, sql, bytes)).isEqualTo(12_000);
    same("SELECT COUNT(*), SUM(id), MAX(name), COUNT(note) FROM a");
    same("SELECT * FROM a WHERE id = 4711");
    sides.run("DELETE FROM a");
    sameLoad(
        "a",
        "INTO t",
        "1\tone\tx\\ty\\\nz\t2024-01-02 03:04:05\t5\n2\n3\tthree\textra\t2024-02-03\t\t1\n");
    sameLoad("w", "INTO t (id)", "1\n2\n");
    assertThatThrownBy(
            () ->
                load(
                    canopy,
                    "LOAD DATA LOCAL INFILE 'x' INTO TABLE w",
                    "3\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    sameLoad("a", "INTO t (n, id)", "\\N\t10\n5\t11\nx\t12\n\t13\n");
    sameLoad("a", "INTO t", "1\tagain\n14\ttoo long a name for its column\n15\t\\N\tä€\n\n");
    sameLoad("a", "REPLACE INTO t", "1\tfresh\t\\N\t\\N\t3\n20\tnew\tx\t2024-01-01\t4\n");
    sameLoad(
        "a", "IGNORE INTO t LINES TERMINATED BY '\\r\\n' IGNORE 1 LINES", "h\th\r\n30\tx\r\n31\ty");
    sameLoad(
        "a",
        "INTO t FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"' (id, name, note)",
        "40,\"a,b\",\"c\"\"d\ne\"\n41,NULL,\"NULL\"\n42,\"x\"y\",\\N\n43,a\\,b,\"\"\n44,\"open\n");
    sameLoad(
        "a",
        "INTO t FIELDS TERMINATED BY '||' ESCAPED BY '' LINES STARTING BY '>>' (id, name)",
        "junk>>50||a\\\nnothing\n>>51||b|c\n>>52");
    sameLoad("a", "INTO t CHARACTER SET utf8mb4 COLUMNS TERMINATED BY ';' (id, name)", "60;é\n");
  }

  @Test
  void keysOfEachKind() throws SQLException {
    sides.run(
        "CREATE TABLE v (id VARCHAR(10) PRIMARY KEY, n INT)",
        "CREATE TABLE d (id DATE, n INT) /*canopy shard key (id) */",
        "CREATE TABLE m (id DECIMAL(8,2), n INT) /*canopy shard key (id) */",
        "CREATE TABLE i (id INT AUTO_INCREMENT PRIMARY KEY, n INT)",
        "CREATE TABLE k (id INT, n INT)",
        "CREATE TABLE r (id INT PRIMARY KEY, n INT) /*canopy reference */",
        "CREATE TABLE b (id VARBINARY(4) PRIMARY KEY, n BLOB)");
    sameLoad("v", "INTO t", "a\t1\nB\t2\nÄ\t3\nb\t4\n  x\t5\n");
    sameLoad("d", "INTO t", "2024-02-01\t1\n20240301\t2\n24-4-1\t3\n");
    sameLoad("m", "INTO t", "1.005\t1\n-0\t2\n1e2\t3\n");
    sameLoad("i", "INTO t (n)", "1\n2\n3\n");
    sameLoad("i", "INTO t", "0\t4\n\\N\t5\n\t6\n");
    sameLoad("k", "INTO t", "1\t1\n2\t2\n2\t2\n");
    sameLoad("r", "INTO t", "1\t1\n2\t2\n");
    same("SELECT COUNT(*) FROM k JOIN r ON r.id = k.id JOIN m ON m.n = r.n");
    byte[] bytes = {'a', '\t', (byte) 0xfc, 0x01, '\n', (byte) 0xe4, '\t', 'x', '\n'};
    for (Connection connection : List.of(plain, canopy)) {
      load(connection, "LOAD DATA LOCAL INFILE 'x' INTO TABLE b CHARACTER SET latin1", bytes);
      assertThatThrownBy(
              () ->
                  load(
                      connection,
                      "LOAD DATA LOCAL INFILE 'x' INTO TABLE b CHARACTER SET utf8mb4",
                      bytes))
          .isInstanceOf(SQLException.class);
    }
    same("SELECT HEX(id), HEX(n) FROM b ORDER BY id");
    byte[] latin = "ü\t9\n".getBytes(Charset.forName("windows-1252"));
    for (Connection connection : List.of(plain, canopy)) {
      load(connection, "LOAD DATA LOCAL INFILE 'x' INTO TABLE v CHARACTER SET latin1", latin);
    }
    same("SELECT * FROM v WHERE id = 'ü'");
  }

  @Test
  void valuesOfGlobalKeysStandOnce() throws SQLException {
    sides.run(
        "CREATE TABLE g (id INT PRIMARY KEY, mail VARCHAR(10) UNIQUE /*canopy global */, d INT NOT"
            + " NULL, UNIQUE (d) /*canopy global */)");
    StringBuilder many = new StringBuilder();
    for (int i = 1; i <= 1_000; i++) {
      many.append(i)
          .append('\t')
          .append(i % 5 == 0 ? "\\N" : "ä" + i)
          .append('\t')
          .append(i + "\n");
    }
    sameLoad("g", "INTO t", many.toString());
    sameLoad("g", "INTO t", "1\tnew\t2000\n2000\tÄ7\t2000\n2001\tnew\t2001\n2002\tx\t2001\n");
    sameLoad("g", "INTO t", "2003\tlonger than ten\t2003x\n2004\tlonger thaN\t2004\n");
    sameLoad("g", "INTO t (id, mail)", "2005\tnull\n2006\tnull too\n");
    sameLoad("g", "REPLACE INTO t", "1\tä2\t3\n2\tfirst\t2\n2001\tNEW\t2003\n");
    StringBuilder shifted = new StringBuilder();
    for (int i = 1; i <= 300; i++) {
      shifted.append(i + 5_000).append("\tb").append(i).append('\t').append(i * 30 + "\n");
    }
    sameLoad("g", "INTO t", shifted.toString());
    same("SELECT * FROM g WHERE mail = 'ä9' OR d = 2000");
  }

  @Test
  void itIsPartOfTheTransaction() throws SQLException {
    sides.run("CREATE TABLE x (id INT PRIMARY KEY, n INT CHECK (n < 100))");
    for (Connection connection : List.of(plain, canopy)) {
      connection.setAutoCommit(false);
      byte[] ten = "1\t1\n2\t1\n3\t1\n4\t1\n5\t1\n6\t1\n".getBytes(StandardCharsets.UTF_8);
      load(connection, "LOAD DATA LOCAL INFILE 'x' INTO TABLE x", ten);
      connection.rollback();
      load(connection, "LOAD DATA LOCAL INFILE 'x' INTO TABLE x", ten);
      BothSides.runOn(connection, "UPDATE x SET n = 2 WHERE id = 3");
      byte[] bad = "1\t1\n7\t200\n8\t8\n".getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(
              () -> load(connection, "LOAD DATA LOCAL INFILE 'x' REPLACE INTO TABLE x", bad))
          .isInstanceOf(SQLException.class);
      connection.commit();
      connection.setAutoCommit(true);
    }
    same("SELECT * FROM x ORDER BY id");
  }

  @Test
  void oneThatFailsUndoesItsOwnRowsOnly() throws SQLException {
    sides.run("CREATE TABLE y (id INT PRIMARY KEY, n INT)");
    canopy.setAutoCommit(false);
    byte[] three = "1\t1\n2\t2\n3\t3\n".getBytes(StandardCharsets.UTF_8);
    load(canopy, "LOAD DATA LOCAL INFILE 'x' INTO TABLE y", three);
    BothSides.runOn(canopy, "UPDATE y SET n = 20 WHERE id = 2");
    assertThatThrownBy(
            () -> BothSides.runOn(canopy, "LOAD DATA LOCAL INFILE '/no/such' INTO TABLE y"))
        .hasMessageContaining("/no/such");
    assertThatThrownBy(LoadDataTest::loadBreaking).hasMessageContaining("breaks");
    load(
        canopy, "LOAD DATA LOCAL INFILE 'x' INTO TABLE y", "4\t4".getBytes(StandardCharsets.UTF_8));
    canopy.commit();
    canopy.setAutoCommit(true);
    assertThatThrownBy(LoadDataTest::loadBreaking).hasMessageContaining("breaks");
    BothSides.runOn(canopy, "INSERT INTO y VALUES (5, 5)");
    assertThat(rows(sides.canopy(), "SELECT * FROM y ORDER BY id"))
        .containsExactly("[1, 1]", "[2, 20]", "[3, 3]", "[4, 4]", "[5, 5]");
  }

  /** Of so many rows that the first are written before it breaks. */
  private static void loadBreaking() throws SQLException {
    StringBuilder rows = new StringBuilder();
    for (int i = 1_000; i < 13_000; i++) {
      rows.append(i).append("\t1\n");
    }
    InputStream breaks =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("it breaks");
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            return read();
          }
        };
    try (Statement statement = canopy.createStatement()) {
      statement
          .unwrap(JdbcStatement.class)
          .setLocalInfileInputStream(
              new SequenceInputStream(
                  new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)),
                  breaks));
      statement.executeUpdate("LOAD DATA LOCAL INFILE 'x' INTO TABLE y");
    }
  }

  @Test
  void filesAreReadWhereTheUrlAllowsIt(@TempDir Path directory) throws SQLException, IOException {
    sides.run("CREATE TABLE f (id INT PRIMARY KEY, n INT)");
    Path file = Files.writeString(directory.resolve("rows.txt"), "1\t1\n2\t2\n3\t3\n");
    String sql = "LOAD DATA LOCAL INFILE '" + file + "' INTO TABLE f";
    // Connector/J goes on reading the stream that was set last, so it gets a fresh connection.
    String url = allowing(TestCluster.of(Engine.MYSQL).plainUrl("jdbc_load"));
    try (Connection fresh = DriverManager.getConnection(url)) {
      BothSides.runOn(fresh, sql);
    }
    BothSides.runOn(canopy, sql);
    same("SELECT * FROM f ORDER BY id");
    assertThatThrownBy(() -> BothSides.runOn(sides.canopy(), sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(3948));
    for (String refused :
        List.of(
            "LOAD DATA INFILE 'x' INTO TABLE f",
            "LOAD DATA LOCAL INFILE 'x' INTO TABLE f (id, @n) SET n = @n + 1",
            "LOAD DATA LOCAL INFILE 'x' INTO TABLE f (id) SET n = 1",
            "LOAD DATA LOCAL INFILE 'x' INTO TABLE f CHARACTER SET sjis",
            "LOAD XML LOCAL INFILE 'x' INTO TABLE f")) {
      assertThatThrownBy(() -> BothSides.runOn(canopy, refused))
          .as(refused)
          .isInstanceOf(SQLFeatureNotSupportedException.class);
    }
    assertThatThrownBy(
            () -> BothSides.runOn(canopy, "LOAD DATA LOCAL INFILE '/no/such' INTO TABLE f"))
        .hasMessageContaining("/no/such");
  }
}
