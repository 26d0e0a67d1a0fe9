package io.canopydb.it.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.TableReader.TableShape;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of every type, read from the server's catalogue. */
class TableReaderTest {
  private static final String DATABASE = "table_reader";

  /** A column's definition, and its type text and default as the reader should give them. */
  private record Sample(String definition, String type, @Nullable String defaultSql) {}

  private static Sample sample(String definition, String type) {
    return new Sample(definition, type, null);
  }

  private static Sample sample(String definition, String type, String defaultSql) {
    return new Sample(definition, type, defaultSql);
  }

  private static List<Sample> samples(Engine engine) {
    return switch (engine) {
      case MYSQL ->
          List.of(
              sample("TINYINT", "tinyint"),
              sample("BOOLEAN DEFAULT TRUE", "tinyint(1)", "1"),
              sample("SMALLINT UNSIGNED DEFAULT 7", "smallint unsigned", "7"),
              sample("MEDIUMINT DEFAULT -7", "mediumint", "-7"),
              sample("INT DEFAULT 0", "int", "0"),
              sample(
                  "BIGINT UNSIGNED DEFAULT 18446744073709551615",
                  "bigint unsigned",
                  "18446744073709551615"),
              sample("DECIMAL(30,10) DEFAULT 1.5", "decimal(30,10)", "1.5000000000"),
              sample("NUMERIC", "decimal(10,0)"),
              sample("FLOAT DEFAULT 1.25", "float", "1.25"),
              sample("DOUBLE DEFAULT 1e100", "double", "1e100"),
              sample("BIT(9) DEFAULT b'101'", "bit(9)", "b'101'"),
              sample("DATE DEFAULT '2020-02-03'", "date", "'2020-02-03'"),
              sample(
                  "DATETIME(3) DEFAULT '2020-02-03 04:05:06.789'",
                  "datetime(3)",
                  "'2020-02-03 04:05:06.789'"),
              sample("DATETIME DEFAULT CURRENT_TIMESTAMP", "datetime", "CURRENT_TIMESTAMP"),
              sample("TIMESTAMP(6) NULL DEFAULT NOW(6)", "timestamp(6)", "CURRENT_TIMESTAMP(6)"),
              sample("TIME(2) DEFAULT '-10:20:30.55'", "time(2)", "'-10:20:30.55'"),
              sample("YEAR DEFAULT 1999", "year", "1999"),
              sample("CHAR(5) DEFAULT 'a b'", "char(5)", "'a b'"),
              sample("VARCHAR(20) DEFAULT ''", "varchar(20)", "''"),
              sample("VARCHAR(20) DEFAULT 'it''s \"x\"'", "varchar(20)", "'it''s \"x\"'"),
              sample("VARCHAR(20) DEFAULT 'a\\\\b'", "varchar(20)", "_utf8mb4 x'615c62'"),
              sample("VARCHAR(20) DEFAULT 'NULL'", "varchar(20)", "'NULL'"),
              sample(
                  "VARCHAR(20) DEFAULT 'CURRENT_TIMESTAMP'", "varchar(20)", "'CURRENT_TIMESTAMP'"),
              sample(
                  "VARCHAR(20) DEFAULT (CONCAT('x''', '\\\\', \"y\"))",
                  "varchar(20)",
                  "(concat(_utf8mb4'x\\'',_utf8mb4'\\\\',_utf8mb4'y'))"),
              sample("VARCHAR(9) CHARACTER SET latin1 DEFAULT 'é'", "varchar(9)", "'é'"),
              sample("TINYTEXT", "tinytext"),
              sample("TEXT DEFAULT ('x')", "text", "(_utf8mb4'x')"),
              sample("MEDIUMTEXT", "mediumtext"),
              sample("LONGTEXT COLLATE utf8mb4_bin", "longtext"),
              sample("BINARY(4) DEFAULT 'ab'", "binary(4)", "x'61620000'"),
              sample("VARBINARY(9) DEFAULT x'00ff27'", "varbinary(9)", "x'00FF27'"),
              sample("VARBINARY(9) DEFAULT ''", "varbinary(9)", "x''"),
              sample("VARBINARY(9) DEFAULT 'a''b\\\\\\n\\0'", "varbinary(9)", "x'6127625c0a00'"),
              sample("VARBINARY(9) DEFAULT (UNHEX('00'))", "varbinary(9)", "(unhex(_utf8mb4'00'))"),
              sample("TINYBLOB", "tinyblob"),
              sample("BLOB", "blob"),
              sample("MEDIUMBLOB", "mediumblob"),
              sample("LONGBLOB", "longblob"),
              sample("ENUM('a', 'b''c', 'd,e') DEFAULT 'b''c'", "enum('a','b''c','d,e')", "'b''c'"),
              sample("SET('x', 'y') DEFAULT 'x,y'", "set('x','y')", "'x,y'"),
              sample("JSON DEFAULT (JSON_ARRAY(1))", "json", "(json_array(1))"),
              sample("GEOMETRY", "geometry"),
              sample("POINT SRID 4326", "point"),
              sample("POLYGON", "polygon"),
              sample("CHAR(36) DEFAULT (UUID())", "char(36)", "(uuid())"),
              sample("INT DEFAULT (1 + 2)", "int", "((1 + 2))"));
      case POSTGRESQL ->
          List.of(
              sample("smallint DEFAULT -7", "smallint", "'-7'::integer"),
              sample("int DEFAULT 7", "integer", "7"),
              sample("int8", "bigint"),
              sample("numeric", "numeric"),
              sample("decimal(30,10) DEFAULT 1.5", "numeric(30,10)", "1.5"),
              sample("real DEFAULT 1.25", "real", "1.25"),
              sample("float8", "double precision"),
              sample("money", "money"),
              sample("char(5) DEFAULT 'a b'", "character(5)", "'a b'::bpchar"),
              sample("varchar", "character varying"),
              sample(
                  "varchar(20) DEFAULT 'it''s'",
                  "character varying(20)",
                  "'it''s'::character varying"),
              sample("text DEFAULT 'a\\b'", "text", "'a\\b'::text"),
              sample("text COLLATE \"C\"", "text"),
              sample("name", "name"),
              sample("\"char\"", "\"char\""),
              sample("bytea DEFAULT '\\x00ff'", "bytea", "'\\x00ff'::bytea"),
              sample("date DEFAULT CURRENT_DATE", "date", "CURRENT_DATE"),
              sample("time(3)", "time(3) without time zone"),
              sample("timetz", "time with time zone"),
              sample(
                  "timestamp DEFAULT '2020-02-03 04:05:06'",
                  "timestamp without time zone",
                  "'2020-02-03 04:05:06'::timestamp without time zone"),
              sample("timestamptz(3) DEFAULT now()", "timestamp(3) with time zone", "now()"),
              sample("interval day to second(3)", "interval day to second(3)"),
              sample("boolean DEFAULT true", "boolean", "true"),
              sample("bit(3)", "bit(3)"),
              sample("bit varying(5) DEFAULT B'101'", "bit varying(5)", "'101'::\"bit\""),
              sample("uuid DEFAULT gen_random_uuid()", "uuid", "gen_random_uuid()"),
              sample("json", "json"),
              sample("jsonb DEFAULT '{}'", "jsonb", "'{}'::jsonb"),
              sample("xml", "xml"),
              sample("inet", "inet"),
              sample("cidr", "cidr"),
              sample("macaddr8", "macaddr8"),
              sample("point", "point"),
              sample("polygon", "polygon"),
              sample("tsvector", "tsvector"),
              sample("tsquery", "tsquery"),
              sample("int4range", "int4range"),
              sample("tstzmultirange", "tstzmultirange"),
              sample("int[] DEFAULT '{1,2}'", "integer[]", "'{1,2}'::integer[]"),
              sample("varchar(3)[][]", "character varying(3)[]"),
              sample("oid", "oid"),
              sample("pg_lsn", "pg_lsn"),
              sample("mood DEFAULT 'sad'", "mood", "'sad'::mood"),
              sample("positive", "positive"),
              sample("pair", "pair"),
              sample("int DEFAULT nextval('free')", "integer", "nextval('free'::regclass)"));
    };
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeAndItsDefault(Engine engine) throws SQLException {
    List<Sample> samples = samples(engine);
    try (Connection connection = open(engine)) {
      create(connection, "t", definitions(samples));
      TableShape shape = read(engine, connection, "t");
      assertThat(shape.name()).isEqualTo("t");
      for (int i = 0; i < samples.size(); i++) {
        Sample sample = samples.get(i);
        Column column = shape.columns().get(i);
        assertThat(column.name()).isEqualTo("c" + i);
        assertThat(column.type()).as(sample.definition()).isEqualTo(sample.type());
        assertThat(column.defaultExpression())
            .as(sample.definition())
            .isEqualTo(sample.defaultSql());
        assertThat(column.nullable()).as(sample.definition()).isTrue();
        assertThat(column.generated() || column.autoIncrement()).isFalse();
      }
      assertThat(shape.columns()).hasSameSizeAs(samples);
    }
  }

  /** What was read makes the same table again, with the same defaults. */
  @ParameterizedTest
  @EnumSource
  void whatIsReadIsSqlAgain(Engine engine) throws SQLException {
    try (Connection connection = open(engine)) {
      create(connection, "t", definitions(samples(engine)));
      TableShape shape = read(engine, connection, "t");
      List<String> again = new ArrayList<>();
      for (Column column : shape.columns()) {
        again.add(definition(engine, column));
      }
      create(connection, "u", again);
      assertThat(read(engine, connection, "u").columns()).isEqualTo(shape.columns());
      String values =
          shape.columns().stream()
              .map(Column::defaultExpression)
              .map(sql -> sql == null ? "NULL" : sql)
              .collect(Collectors.joining(", "));
      PlainServer.run(
          connection,
          switch (engine) {
            case MYSQL -> "INSERT INTO t VALUES ()";
            case POSTGRESQL -> "INSERT INTO t DEFAULT VALUES";
          },
          "INSERT INTO u VALUES (" + values + ")");
      List<List<@Nullable String>> stored = PlainServer.rows(connection, "SELECT * FROM t");
      List<List<@Nullable String>> computed = PlainServer.rows(connection, "SELECT * FROM u");
      for (Column column : shape.columns()) {
        String sql = column.defaultExpression();
        if (sql == null
            || !sql.matches("(?i).*(current|now|uuid|nextval).*")
            || sql.startsWith("'")) {
          int at = shape.columns().indexOf(column);
          assertThat(computed.get(0).get(at)).as(sql).isEqualTo(stored.get(0).get(at));
        }
      }
    }
  }

  private static String definition(Engine engine, Column column) {
    String collation =
        column.collation() == null || column.collation().equals("default")
            ? ""
            : switch (engine) {
              case MYSQL ->
                  " CHARACTER SET "
                      + column.collation().split("_")[0]
                      + " COLLATE "
                      + column.collation();
              case POSTGRESQL -> " COLLATE \"" + column.collation() + '"';
            };
    String nullable =
        engine == Engine.MYSQL && column.type().startsWith("timestamp") ? " NULL" : "";
    String type = column.type().startsWith("\"") ? column.type() : column.type();
    return type
        + collation
        + nullable
        + (column.defaultExpression() == null ? "" : " DEFAULT " + column.defaultExpression());
  }

  @Test
  void mySqlColumnsAndKeys() throws SQLException {
    try (Connection connection = open(Engine.MYSQL)) {
      PlainServer.run(
          connection,
          "CREATE TABLE t (id BIGINT NOT NULL AUTO_INCREMENT, a INT NOT NULL, b VARCHAR(20),"
              + " v INT AS (a + 1), s INT AS (a + 2) STORED NOT NULL, hidden INT INVISIBLE,"
              + " u DATETIME NULL ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (id, a),"
              + " UNIQUE KEY z (b, a), UNIQUE KEY prefix (a, b(3)), UNIQUE KEY expr ((a * 2), id),"
              + " KEY plain (b))");
      TableShape shape = read(Engine.MYSQL, connection, "t");
      assertThat(shape.columns())
          .containsExactly(
              new Column("id", "bigint", null, false, true, false, null),
              new Column("a", "int", null, false, false, false, null),
              new Column("b", "varchar(20)", "utf8mb4_0900_ai_ci", true, false, false, null),
              new Column("v", "int", null, true, false, true, null),
              new Column("s", "int", null, false, false, true, null),
              new Column("hidden", "int", null, true, false, false, null),
              new Column("u", "datetime", null, true, false, false, null));
      assertThat(shape.uniqueKeys())
          .containsExactly(
              new UniqueKey("PRIMARY", true, List.of("id", "a")),
              new UniqueKey("expr", false, List.of("id"), false),
              new UniqueKey("z", false, List.of("b", "a")),
              new UniqueKey("prefix", false, List.of("a"), false));
      assertThat(shape.selfUpdating()).containsExactly("u");
      assertThat(shape.invisible()).containsExactly("hidden");
    }
  }

  @Test
  void postgreSqlColumnsAndKeys() throws SQLException {
    try (Connection connection = open(Engine.POSTGRESQL)) {
      PlainServer.run(
          connection,
          "CREATE COLLATION \"C.utf8 mine\" (provider = icu, locale = 'und', deterministic = false)",
          "CREATE TABLE t (id bigserial, i int GENERATED ALWAYS AS IDENTITY,"
              + " j int GENERATED BY DEFAULT AS IDENTITY, a text NOT NULL, gone int,"
              + " b text COLLATE \"C.utf8 mine\", s int GENERATED ALWAYS AS (i + 1) STORED,"
              + " v int GENERATED ALWAYS AS (i + 2), r int4range,"
              + " PRIMARY KEY (id, i), UNIQUE (a, j),"
              + " EXCLUDE USING spgist (r WITH &&),"
              + " CONSTRAINT x_equal EXCLUDE USING btree (a WITH =, i WITH =))",
          "ALTER TABLE t DROP COLUMN gone",
          "CREATE UNIQUE INDEX z_part ON t (a) WHERE i > 5",
          "CREATE UNIQUE INDEX z_expr ON t (a, (j + 1))",
          "CREATE UNIQUE INDEX z_incl ON t (a) INCLUDE (j)",
          "CREATE UNIQUE INDEX z_pattern ON t (a text_pattern_ops)",
          "CREATE UNIQUE INDEX z_wider ON t (i, a COLLATE \"C.utf8 mine\")",
          "CREATE INDEX plain ON t (a)");
      TableShape shape = read(Engine.POSTGRESQL, connection, "t");
      assertThat(shape.columns())
          .containsExactly(
              new Column("id", "bigint", null, false, true, false, "nextval('t_id_seq'::regclass)"),
              new Column("i", "integer", null, false, true, false, "generated always as identity"),
              new Column(
                  "j", "integer", null, false, true, false, "generated by default as identity"),
              new Column("a", "text", "default", false, false, false, null),
              new Column("b", "text", "\"public\".\"C.utf8 mine\"", true, false, false, null),
              new Column("s", "integer", null, true, false, true, null),
              new Column("v", "integer", null, true, false, true, null),
              new Column("r", "int4range", null, true, false, false, null));
      assertThat(shape.uniqueKeys())
          .containsExactly(
              new UniqueKey("t_pkey", true, List.of("id", "i")),
              new UniqueKey("t_a_j_key", false, List.of("a", "j")),
              new UniqueKey("t_r_excl", false, List.of(), false),
              new UniqueKey("x_equal", false, List.of("a", "i")),
              new UniqueKey("z_part", false, List.of("a"), false),
              new UniqueKey("z_expr", false, List.of("a"), false),
              new UniqueKey("z_incl", false, List.of("a")),
              new UniqueKey("z_pattern", false, List.of("a")),
              new UniqueKey("z_wider", false, List.of("i"), false));
    }
  }

  @ParameterizedTest
  @EnumSource
  void viewsAreReadAndWhatIsNotThereIsEmpty(Engine engine) throws SQLException {
    try (Connection connection = open(engine)) {
      PlainServer.run(
          connection,
          "CREATE TABLE t (a INT PRIMARY KEY, b VARCHAR(5))",
          "CREATE VIEW w AS SELECT b, a + 1 AS c FROM t");
      TableShape shape = read(engine, connection, "w");
      assertThat(shape.columns()).extracting(Column::name).containsExactly("b", "c");
      assertThat(shape.uniqueKeys()).isEmpty();
      Dialect dialect = Dialect.of(engine);
      String namespace = dialect.shellNamespace(DATABASE);
      assertThat(dialect.tableReader().read(connection, namespace, "nothing")).isEmpty();
      assertThat(dialect.tableReader().read(connection, "nowhere", "t")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesWithQuotesAreRead(Engine engine) throws SQLException {
    Dialect dialect = Dialect.of(engine);
    String odd = "o`d\"d 'x' \\";
    try (Connection connection = open(engine)) {
      PlainServer.run(
          connection,
          "CREATE TABLE "
              + dialect.quoteName(odd)
              + " ("
              + dialect.quoteName(odd)
              + (engine == Engine.MYSQL ? " VARBINARY(5) DEFAULT x'0001'" : " INT")
              + " UNIQUE)");
      TableShape shape = read(engine, connection, odd);
      assertThat(shape.name()).isEqualTo(odd);
      assertThat(shape.columns()).extracting(Column::name).containsExactly(odd);
      assertThat(shape.uniqueKeys().get(0).columns()).containsExactly(odd);
      if (engine == Engine.MYSQL) {
        assertThat(shape.columns().get(0).defaultExpression()).isEqualTo("x'0001'");
        PlainServer.run(connection, "SET sql_mode = 'ANSI_QUOTES'");
        assertThat(read(engine, connection, odd)).isEqualTo(shape);
      }
    }
  }

  private static Connection open(Engine engine) throws SQLException {
    PlainServer server = PlainServer.of(engine);
    server.createDatabase(DATABASE);
    Connection connection = server.connect(DATABASE);
    if (engine == Engine.POSTGRESQL) {
      PlainServer.run(
          connection,
          "CREATE TYPE mood AS ENUM ('sad', 'happy')",
          "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
          "CREATE TYPE pair AS (a int, b text)",
          "CREATE SEQUENCE free");
    }
    return connection;
  }

  private static List<String> definitions(List<Sample> samples) {
    return samples.stream().map(Sample::definition).toList();
  }

  private static void create(Connection connection, String table, List<String> definitions)
      throws SQLException {
    StringBuilder sql = new StringBuilder("CREATE TABLE " + table + " (");
    for (int i = 0; i < definitions.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append('c').append(i).append(' ').append(definitions.get(i));
    }
    PlainServer.run(connection, sql.append(')').toString());
  }

  private static TableShape read(Engine engine, Connection connection, String table)
      throws SQLException {
    Dialect dialect = Dialect.of(engine);
    return dialect
        .tableReader()
        .read(connection, dialect.shellNamespace(DATABASE), table)
        .orElseThrow();
  }
}
