package io.canopydb.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** COPY by PostgreSQL's CopyManager: the same on one plain server and on a cluster. */
class CopyTest {
  private static BothSides sides;

  @BeforeAll
  static void open() throws SQLException {
    sides = BothSides.create(Engine.POSTGRESQL, "jdbc_copy");
  }

  @AfterAll
  static void close() throws SQLException {
    sides.close();
  }

  private static CopyManager copies(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  /** What COPY says: how many rows, or the SQLSTATE and the first line of the message. */
  private static String in(Connection connection, String sql, String data) {
    try {
      return "copied " + copies(connection).copyIn(sql, new StringReader(data));
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage().lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
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

  private static void same(String query) throws SQLException {
    assertThat(rows(sides.canopy(), query)).as(query).isEqualTo(rows(sides.plain(), query));
  }

  /** Copies on both sides, and compares what is said. */
  private static String sameIn(String sql, String data) {
    String canopy = in(sides.canopy(), sql, data);
    assertThat(canopy).as("%s%n%s", sql, data).isEqualTo(in(sides.plain(), sql, data));
    return canopy;
  }

  /** Each row is found by its key, and only one partition is asked for it. */
  private static void foundByKey(String table, String key, String type) throws SQLException {
    for (String value :
        rows(
            sides.plain(),
            "SELECT DISTINCT " + key + "::text FROM " + table + " WHERE " + key + " IS NOT NULL")) {
      String text = value.substring(1, value.length() - 1);
      String sql = "SELECT * FROM " + table + " WHERE " + key + " = ? ORDER BY 1, 2";
      List<List<String>> found = new ArrayList<>();
      for (Connection connection : sides.each()) {
        try (PreparedStatement statement =
            connection.prepareStatement(sql.replace("?", "CAST('" + text + "' AS " + type + ")"))) {
          found.add(all(statement.executeQuery()));
        }
      }
      assertThat(found.get(1)).as("%s = %s", key, text).isEqualTo(found.get(0)).isNotEmpty();
    }
  }

  private static List<String> all(ResultSet rows) throws SQLException {
    List<String> found = new ArrayList<>();
    while (rows.next()) {
      found.add(rows.getString(1) + "|" + rows.getString(2));
    }
    return found;
  }

  @Test
  void textRowsGoToTheirPartitions() throws SQLException {
    sides.run("CREATE TABLE t (id INT PRIMARY KEY, name TEXT, at TIMESTAMP DEFAULT '2020-01-01')");
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      data.append(i).append('\t').append(i % 7 == 0 ? "\\N" : "row\\t" + i + "\\\n.").append('\n');
    }
    assertThat(sameIn("COPY t (id, name) FROM STDIN", data.toString())).isEqualTo("copied 5000");
    same("SELECT * FROM t ORDER BY id");
    for (int id : new int[] {0, 1, 7, 77, 4999}) {
      same("SELECT * FROM t WHERE id = " + id);
    }
    sameIn("COPY t FROM STDIN WHERE id > 10001", "10000\ta\t\\N\n10001\tb\t\\N\n10002\tc\t\\N");
    sameIn("COPY public.t(name, id) FROM STDIN", "x\\x41\\101\\b\t-5\r\n\\\\N\t-6\r\n\\.\r\n");
    same("SELECT * FROM t WHERE id < 0 OR id > 9999 ORDER BY id");
  }

  @Test
  void csvRowsGoToTheirPartitions() throws SQLException {
    sides.run("CREATE TABLE c (code VARCHAR(20), n INT, note TEXT, PRIMARY KEY (code, n))");
    String data =
        """
        code,n,note
        "a,b",1,"two
        lines"
        "a""b",2,
        plain,3,""
         blank ,4,x"y"z
        ä€,5,null
        """;
    sameIn("COPY c FROM STDIN (FORMAT csv, HEADER)", data);
    sameIn("COPY c FROM STDIN WITH (FORMAT csv, HEADER match)", "code,n,note\nm,1,x\n");
    sameIn("COPY c FROM STDIN WITH (FORMAT csv, HEADER match)", "code,m,note\nm,2,x\n");
    sameIn(
        "COPY c FROM STDIN WITH (FORMAT csv, DELIMITER ';', QUOTE '''', ESCAPE E'\\\\', NULL"
            + " 'none', FORCE_NULL (note))",
        "'d;e\\'f';1;none\n'none';2;'none'\n");
    sameIn("COPY c FROM STDIN CSV HEADER NULL AS 'nil' FORCE NOT NULL code", "x,y,z\nnil,7,nil\n");
    same("SELECT * FROM c ORDER BY code COLLATE \"C\", n");
    for (String code : new String[] {"a,b", "a\"b", " blank ", "ä€", "d;e''f", "nil"}) {
      same("SELECT * FROM c WHERE code = '" + code + "' AND n < 100 ORDER BY n");
      same("SELECT * FROM c WHERE code = '" + code + "' AND n = 1");
    }
  }

  @Test
  void keysThatAreNotCanonicalAreStoredFirst() throws SQLException {
    sides.run(
        "CREATE TABLE d (day DATE, v INT) /*canopy shard key (day) */",
        "CREATE TABLE u (id UUID PRIMARY KEY, v INT)",
        "CREATE TABLE m (amount NUMERIC(10,2), v INT) /*canopy shard key (amount) */",
        "CREATE TABLE i (id BIGINT, v INT) /*canopy shard key (id) */",
        "CREATE TABLE z (at TIMESTAMPTZ, b BOOLEAN, v INT) /*canopy shard key (at, b) */",
        "SET datestyle = 'ISO, DMY'");
    sameIn(
        "COPY d FROM STDIN", "2024-02-01\t1\n01.03.2024\t2\nFeb 3 2024\t3\n4/5/2024\t4\n\\N\t5\n");
    sameIn(
        "COPY u FROM STDIN",
        "{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}\t1\na0eebc999c0b4ef8bb6d6bb9bd380a12\t2\n");
    sameIn("COPY m FROM STDIN CSV", "1.005,1\n1.5e1,2\n 7 ,3\n0.00,4\n-0,5\n");
    sameIn("COPY i FROM STDIN CSV", "0x10,1\n 17,2\n+18,3\n1_9,4\n020,5\n");
    sameIn(
        "COPY z FROM STDIN CSV",
        "2024-01-01 12:00:00+02,yes,1\n2024-01-01 10:00Z,t,2\nepoch,off,3\n");
    foundByKey("d", "day", "date");
    foundByKey("u", "id", "uuid");
    foundByKey("m", "amount", "numeric");
    foundByKey("i", "id", "bigint");
    same("SELECT v FROM z WHERE at = '2024-01-01 10:00:00+00' AND b = true ORDER BY v");
    for (String table : List.of("d", "u", "m", "i", "z")) {
      same("SELECT * FROM " + table + " ORDER BY v");
      sameIn("COPY " + table + " FROM STDIN CSV", table.equals("z") ? "x,x,1\n" : "x,1\n");
    }
    sides.run("SET datestyle = 'ISO, MDY'");
  }

  @Test
  void defaultsAndNumbersAreThoseOfOneTable() throws SQLException {
    sides.run(
        "CREATE SEQUENCE ticket START 100",
        "CREATE TABLE s (id SERIAL PRIMARY KEY, name TEXT)",
        "CREATE TABLE g (id BIGINT GENERATED ALWAYS AS IDENTITY, a INT PRIMARY KEY, twice INT"
            + " GENERATED ALWAYS AS (a * 2) STORED)",
        "CREATE TABLE q (ticket BIGINT DEFAULT nextval('ticket'), a INT PRIMARY KEY)",
        "CREATE TABLE k (a INT, region VARCHAR(5) DEFAULT 'north') /*canopy shard key (region) */",
        "CREATE TABLE w (a INT PRIMARY KEY, at TIMESTAMPTZ DEFAULT now(), day DATE DEFAULT now())",
        "CREATE TABLE r (a INT PRIMARY KEY, x FLOAT DEFAULT random()) /*canopy reference */",
        "CREATE TABLE n (a INT, b INT)");
    for (int i = 0; i < 3; i++) {
      sameIn("COPY s (name) FROM STDIN", "a\nb\nc\nd\ne\n");
      sameIn("COPY g (a) FROM STDIN CSV", i + "1\n" + i + "2\n" + i + "3\n");
      sameIn("COPY q (a) FROM STDIN", i + "1\n" + i + "2\n" + i + "3\n");
    }
    sameIn("COPY g FROM STDIN", "1000\t1000\n");
    sameIn("COPY g (id, a) FROM STDIN CSV HEADER", "id,a\n77,1001\n");
    sameIn("COPY k (a) FROM STDIN", "1\n2\n3\n");
    sameIn("COPY w (a) FROM STDIN (FORMAT csv, HEADER match)", "a\n1\n2\n3\n4\n5\n6\n7\n");
    sameIn("COPY r (a) FROM STDIN", "1\n2\n3\n");
    sameIn("COPY n FROM STDIN", "1\t2\n".repeat(3000));
    same("SELECT * FROM s ORDER BY id");
    same("SELECT * FROM g ORDER BY a");
    same("SELECT currval('s_id_seq'), currval('ticket')");
    same("SELECT SUM(ticket), MIN(ticket), COUNT(*) FROM q");
    same("SELECT a FROM k WHERE region = 'north' ORDER BY a");
    same("SELECT COUNT(DISTINCT at), COUNT(DISTINCT day), MIN(day) = CURRENT_DATE FROM w");
    same("SELECT COUNT(*), SUM(a + b) FROM n");
    same("SELECT COUNT(DISTINCT x) FROM r");
    same("SELECT COUNT(*) FROM w JOIN r ON r.a = w.a JOIN n ON n.a = r.a");
  }

  @Test
  void whatIsWrongIsSaidAsTheServerSaysIt() throws SQLException {
    sides.run("CREATE TABLE e (id INT PRIMARY KEY, v VARCHAR(3) NOT NULL)");
    sameIn("COPY e FROM STDIN", "1\tabc\n2\tabcd\n");
    sameIn("COPY e FROM STDIN", "1\tabc\n1\tabc\n");
    sameIn("COPY e FROM STDIN", "1\tabc\n2\t\\N\n");
    sameIn("COPY e FROM STDIN", "1\n");
    sameIn("COPY e FROM STDIN", "1\ta\tb\n");
    sameIn("COPY e FROM STDIN", "1\ta\r\n2\tb\n");
    sameIn("COPY e FROM STDIN", "1\ta\n2\tb\r\n");
    sameIn("COPY e FROM STDIN", "99999999999\ta\n");
    sameIn("COPY e FROM STDIN CSV", "1,\"a\n");
    sameIn("COPY e FROM STDIN CSV", "1,a\n2,b\r\n");
    sameIn("COPY e FROM STDIN (FORMAT csv, DELIMITER 'ab')", "");
    sameIn("COPY e FROM STDIN (FORMAT nonsense)", "");
    sameIn("COPY e (id, nothing) FROM STDIN", "1\ta\n");
    sameIn("COPY nothing FROM STDIN", "1\ta\n");
    sameIn("COPY e FROM STDIN", "");
    same("SELECT COUNT(*) FROM e");
    for (String refused :
        List.of(
            "COPY e FROM STDIN BINARY",
            "COPY e FROM STDIN (ENCODING 'latin1')",
            "COPY e FROM STDIN (ON_ERROR ignore)",
            "COPY e FROM '/tmp/file'")) {
      assertThat(in(sides.canopy(), refused, "")).as(refused).startsWith("0AX00");
    }
  }

  @Test
  void theMarkOfTheEndStandsAlone() throws SQLException {
    sides.run("CREATE TABLE dot (id INT PRIMARY KEY, v TEXT)");
    for (String data :
        List.of(
            "1\ta\\.b\n",
            "1\t\\.\n",
            "1\ta\\.\n2\tb\n",
            "1\ta\n\\.b\n",
            "1\ta\n\\.\t\n",
            "1\ta\n\\.\nrest",
            "1\ta\n\\.\r\n",
            "1\ta\r\n\\.\n",
            "1\ta\r\n\\.\r\n",
            "1\ta\r\n\\.\rx",
            "1\ta\r\n\\.x\r\n",
            "1\ta\r\\.\n",
            "1\ta\r\\.\r",
            "1\ta\n\\.",
            "1\ta\r\n\\.",
            "1\ta\\.",
            "\\.",
            "\\.\n",
            "\\.\r\n",
            "1\ta\\\\.b\n2\t\\\\.\n3\t\\\\\n")) {
      sameIn("COPY dot FROM STDIN", data);
      same("SELECT * FROM dot ORDER BY id");
      sides.run("DELETE FROM dot");
    }
  }

  @Test
  void theNamesInTheHeaderAreComparedAlsoWithoutRows() throws SQLException {
    sides.run(
        "CREATE TABLE h (id INT PRIMARY KEY, v TEXT)",
        "CREATE TABLE hs (id SERIAL PRIMARY KEY, name TEXT, \"Odd, name\" INT)",
        "CREATE TABLE hr (id INT PRIMARY KEY, v TEXT) /*canopy reference */");
    for (String data : List.of("", "id\tv\n", "id\tv", "id\tw\n", "id\n", "id\tv\tw\n", "\n")) {
      sameIn("COPY h FROM STDIN (HEADER match)", data);
      sameIn("COPY h FROM STDIN (HEADER)", data);
      sameIn("COPY hr FROM STDIN (HEADER match)", data);
    }
    for (String data :
        List.of(
            "", "name,\"Odd, name\"\n", "name,\"Odd, name\"\nx,1\n", "name\n", "nome,b\nx,1\n")) {
      sameIn("COPY hs (name, \"Odd, name\") FROM STDIN (FORMAT csv, HEADER match)", data);
    }
    same("SELECT * FROM hs");
    for (Connection connection : sides.each()) {
      connection.setAutoCommit(false);
      in(connection, "COPY h FROM STDIN", "1\ta\n");
      assertThat(in(connection, "COPY h FROM STDIN (HEADER match)", "id\tv\n"))
          .isEqualTo("copied 0");
      connection.commit();
      assertThat(in(connection, "COPY h FROM STDIN (HEADER match)", "id\tw\n")).startsWith("22P04");
      assertThat(in(connection, "COPY h FROM STDIN", "2\tb\n")).startsWith("25P02");
      connection.rollback();
      connection.setAutoCommit(true);
    }
    same("SELECT * FROM h");
  }

  @Test
  void whatBreaksItLeavesNothingBehind() throws SQLException {
    sides.run("CREATE TABLE b (id INT PRIMARY KEY, v TEXT)");
    // So much that the first rows are with the leaves already.
    StringBuilder many = new StringBuilder();
    for (int i = 1_000; i < 100_000; i++) {
      many.append(i).append('\t').append("x".repeat(90)).append('\n');
    }
    byte[] rows = many.toString().getBytes(StandardCharsets.UTF_8);
    Connection canopy = sides.canopy();
    broken(canopy, rows);
    BothSides.runOn(canopy, "INSERT INTO b VALUES (1, 'one')");
    canopy.setAutoCommit(false);
    BothSides.runOn(canopy, "INSERT INTO b VALUES (2, 'two')");
    broken(canopy, rows);
    assertThat(in(canopy, "COPY b FROM STDIN", "3\tthree\n")).startsWith("25P02");
    canopy.commit();
    canopy.setAutoCommit(true);
    try (Connection other = DriverManager.getConnection(sides.url())) {
      assertThat(rows(other, "SELECT * FROM b")).containsExactly("[1, one]");
    }
  }

  private static void broken(Connection connection, byte[] rows) throws SQLException {
    CopyIn copy = copies(connection).copyIn("COPY b FROM STDIN");
    copy.writeToCopy(rows, 0, rows.length);
    assertThatThrownBy(() -> copy.writeToCopy(rows, -1, 5)).isInstanceOf(RuntimeException.class);
    assertThat(copy.isActive()).isFalse();
  }

  @Test
  void itIsPartOfTheTransaction() throws SQLException, IOException {
    sides.run("CREATE TABLE x (id INT PRIMARY KEY, v INT)");
    String ten = "1\t1\n2\t1\n3\t1\n4\t1\n5\t1\n6\t1\n7\t1\n8\t1\n9\t1\n10\t1\n";
    for (Connection connection : sides.each()) {
      connection.setAutoCommit(false);
      in(connection, "COPY x FROM STDIN", ten);
      BothSides.runOn(connection, "UPDATE x SET v = 2 WHERE id > 5");
      connection.rollback();
      in(connection, "COPY x FROM STDIN", ten);
      connection.commit();
      // A COPY that fails leaves nothing but ROLLBACK.
      assertThat(in(connection, "COPY x FROM STDIN", "11\t1\n12\t1\n1\t1\n")).startsWith("23505");
      assertThatThrownBy(() -> rows(connection, "SELECT 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
      connection.rollback();
      CopyIn copy = copies(connection).copyIn("COPY x FROM STDIN");
      copy.writeToCopy("20\t1\n21\t1\n".getBytes(StandardCharsets.UTF_8), 0, 10);
      copy.cancelCopy();
      assertThat(copy.isActive()).isFalse();
      connection.rollback();
      connection.setAutoCommit(true);
      copy = copies(connection).copyIn("COPY x FROM STDIN");
      copy.writeToCopy("20\t1\n21\t1\n".getBytes(StandardCharsets.UTF_8), 0, 10);
      copy.cancelCopy();
    }
    same("SELECT * FROM x ORDER BY id");
    CopyIn open = copies(sides.canopy()).copyIn("COPY x FROM STDIN");
    assertThatThrownBy(() -> rows(sides.canopy(), "SELECT 1"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55000"));
    open.cancelCopy();
    same("SELECT COUNT(*) FROM x");
  }

  @Test
  void valuesOfGlobalKeysStandOnce() throws SQLException {
    sides.run(
        "CREATE TABLE mails (id SERIAL PRIMARY KEY, mail TEXT UNIQUE /*canopy global */, d"
            + " NUMERIC(6,2) NOT NULL DEFAULT 1, at DATE DEFAULT '2020-01-01', UNIQUE (at, d)"
            + " /*canopy global */)");
    StringBuilder data = new StringBuilder();
    for (int i = 1; i <= 3_000; i++) {
      data.append(i % 5 == 0 ? "\\N" : "m\\tä" + i).append('\t').append(i).append(".10\n");
    }
    assertThat(sameIn("COPY mails (mail, d) FROM STDIN", data.toString())).isEqualTo("copied 3000");
    assertThat(sameIn("COPY mails (mail, d) FROM STDIN", "new\t9000\nm\\tä7\t9001\n"))
        .startsWith("23505");
    assertThat(sameIn("COPY mails (mail, d) FROM STDIN", "new\t9000\nold\t7.1\n")).contains("at_d");
    assertThat(sameIn("COPY mails (mail, d) FROM STDIN", "new\t9000\nnew\t9001\n"))
        .contains("mail");
    sameIn("COPY mails (mail, d) FROM STDIN", "new\t\\N\n");
    sameIn("COPY mails (mail, d) FROM STDIN CSV", "new,9000\n,9001\n\"\",9002\n");
    sameIn("COPY mails (mail, d) FROM STDIN CSV", "\"\",9003\n");
    same("SELECT COUNT(*), COUNT(mail), SUM(d) FROM mails");
    same("SELECT d FROM mails WHERE mail = 'm' || chr(9) || 'ä7'");
    assertThat(in(sides.canopy(), "COPY mails (mail, d) FROM STDIN WHERE d > 5", "x\t1\ny\t9100\n"))
        .startsWith("0AX00")
        .contains("leaves rows out");
    for (Connection connection : sides.each()) {
      BothSides.runOn(connection, "DELETE FROM mails WHERE d < 3000");
    }
    sameIn("COPY mails (mail, d) FROM STDIN", data.substring(0, data.indexOf("3000.10") - 4));
    same("SELECT COUNT(*), COUNT(mail), SUM(d) FROM mails");
  }

  @Test
  void rowsComeOutAsTheServerWritesThem() throws SQLException, IOException {
    sides.run(
        "CREATE TABLE o (id INT PRIMARY KEY, name TEXT, at TIMESTAMPTZ, data BYTEA, l INT[])",
        "CREATE TABLE l (n INT PRIMARY KEY, name TEXT) /*canopy reference */");
    sides.run(
        "INSERT INTO o SELECT g, 'n\t' || g, '2024-01-01'::timestamptz + g * interval '1 hour',"
            + " 'ab'::bytea, ARRAY[g, NULL] FROM generate_series(1, 50) g",
        "INSERT INTO l VALUES (1, 'one'), (2, 'two')");
    for (String copy :
        List.of(
            "COPY o TO STDOUT",
            "COPY o (name, id) TO STDOUT (FORMAT csv, HEADER)",
            "COPY o TO STDOUT CSV FORCE QUOTE *",
            "COPY (SELECT id, name FROM o WHERE id = 7) TO STDOUT CSV HEADER",
            "COPY (SELECT id, name FROM o WHERE id > 40) TO STDOUT;",
            "COPY l TO STDOUT CSV HEADER",
            "COPY (TABLE l) TO STDOUT",
            "COPY (SELECT 1 AS a, 'x' AS a, now() = now()) TO STDOUT CSV HEADER")) {
      assertThat(lines(sides.canopy(), copy)).as(copy).isEqualTo(lines(sides.plain(), copy));
    }
    for (String copy :
        List.of(
            "COPY (SELECT id, name, at, data, l FROM o ORDER BY id DESC) TO STDOUT CSV HEADER",
            "COPY (SELECT id % 3 AS k, COUNT(*), MAX(at), AVG(id), bool_and(id > 2), MIN(name) FROM"
                + " o GROUP BY 1 ORDER BY 1) TO STDOUT CSV HEADER",
            "COPY (SELECT a.id, b.id FROM o a JOIN o b ON a.id = b.id + 1 ORDER BY 1 LIMIT 5) TO"
                + " STDOUT",
            "COPY (SELECT COUNT(*), COUNT(*) FROM o) TO STDOUT CSV HEADER",
            "COPY (SELECT id FROM o ORDER BY at DESC LIMIT 7 OFFSET 2) TO STDOUT")) {
      assertThat(text(sides.canopy(), copy)).as(copy).isEqualTo(text(sides.plain(), copy));
    }
    binaryComesOutAndNothingIsLeftBehind();
  }

  private static void binaryComesOutAndNothingIsLeftBehind() throws SQLException, IOException {
    for (String from : List.of("o", "(SELECT * FROM o WHERE id < 0)")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      copies(sides.canopy()).copyOut("COPY " + from + " TO STDOUT BINARY", bytes);
      sides.plain().createStatement().execute("CREATE TABLE back (LIKE o)");
      copies(sides.plain())
          .copyIn(
              "COPY back FROM STDIN BINARY", new java.io.ByteArrayInputStream(bytes.toByteArray()));
      assertThat(rows(sides.plain(), "SELECT * FROM back ORDER BY id"))
          .isEqualTo(rows(sides.plain(), "SELECT * FROM " + from + " x ORDER BY id"));
      sides.plain().createStatement().execute("DROP TABLE back");
    }
    assertThatThrownBy(() -> text(sides.canopy(), "COPY o TO '/tmp/file'"))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void temporaryTablesAndToolsThatWantABaseConnection() throws SQLException, IOException {
    for (Connection connection : sides.each()) {
      BothSides.runOn(connection, "CREATE TEMPORARY TABLE tmp (a INT)");
      CopyManager copies = new CopyManager(connection.unwrap(BaseConnection.class));
      assertThat(copies.copyIn("COPY tmp FROM STDIN", new StringReader("1\n2\n"))).isEqualTo(2);
      StringWriter out = new StringWriter();
      assertThat(copies.copyOut("COPY tmp TO STDOUT", out)).isEqualTo(2);
      // The session keeps the connection on which both the join and its copy may work.
      String join = "COPY (SELECT COUNT(*) FROM o a JOIN o b ON a.name = b.name) TO STDOUT";
      assertThat(copies.copyOut(join, new StringWriter())).isEqualTo(1);
      assertThat(out).hasToString("1\n2\n");
      PGConnection unwrapped = connection.unwrap(PGConnection.class);
      assertThat(unwrapped.escapeIdentifier("a\"b")).isEqualTo("\"a\"\"b\"");
      assertThat(unwrapped.escapeLiteral("a'b")).isEqualTo("a''b");
    }
    assertThatThrownBy(() -> sides.canopy().unwrap(PGConnection.class).getLargeObjectAPI())
        .isInstanceOf(SQLFeatureNotSupportedException.class);
    assertThatThrownBy(() -> BothSides.runOn(sides.canopy(), "COPY tmp FROM STDIN"))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  private static String text(Connection connection, String sql) throws SQLException, IOException {
    StringWriter out = new StringWriter();
    long rows = copies(connection).copyOut(sql, out);
    return rows + "\n" + out;
  }

  /** The header where it stands, and the rows in some order. */
  private static List<String> lines(Connection connection, String sql)
      throws SQLException, IOException {
    String[] lines = text(connection, sql).split("\n", -1);
    int first = sql.contains("HEADER") ? 2 : 1;
    Arrays.sort(lines, first, lines.length);
    return List.of(lines);
  }
}
