package io.canopydb.it.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A table with a column of every usual type, and rows with usual, extreme and no values. */
final class AllTypes {
  private AllTypes() {}

  private static final List<String> MYSQL =
      List.of(
          "ti TINYINT|-5|127|0",
          "flag TINYINT(1)|5|0|1",
          "si SMALLINT UNSIGNED|60000|0|1",
          "i INT|-2000000000|2147483647|0",
          "ui INT UNSIGNED|4000000000|0|1",
          "bi BIGINT|-9000000000000000000|9223372036854775807|0",
          "ub BIGINT UNSIGNED|18000000000000000000|0|1",
          "f FLOAT|3.14159|10000000|-0.5",
          "d DOUBLE|2.5e-10|1e22|0.1",
          "de DECIMAL(10,3)|12.340|-9999999.999|0",
          "bt BIT(1)|b'1'|b'0'|b'1'",
          "b8 BIT(8)|b'10000001'|b'0'|b'1'",
          "c CHAR(5)|'ab'|''|'12'",
          "vc VARCHAR(20)|'varchar ä'|''|'1.7'",
          "vb VARBINARY(10)|'bin'|''|X'DEADBEEF'",
          "tx TEXT|'text'|''|'2026-11-25'",
          "bl BLOB|'blob'|''|X'00FF'",
          "dt DATE|'2024-02-29'|'1000-01-01'|'9999-12-31'",
          "tm TIME|'10:20:30'|'00:00:00'|'23:59:59'",
          "tm3 TIME(3)|'10:20:30.120'|'00:00:00'|'23:59:59.999'",
          "dm DATETIME|'2024-02-29 10:20:30'|'1000-01-01 00:00:00'|'9999-12-31 23:59:59'",
          "dm6 DATETIME(6)|'2024-02-29 10:20:30.123450'|'2024-03-31 02:30:00'|'2001-01-01'",
          "ts TIMESTAMP NULL|'2024-02-29 10:20:30'|'1970-01-02 00:00:00'|'2030-07-01 12:00:00'",
          "ts3 TIMESTAMP(3) NULL|'2024-02-29 10:20:30.5'|'2030-01-01 00:00:00.001'|'2001-01-01'",
          "y YEAR|2024|1901|2155",
          "e ENUM('p','q')|'q'|'p'|'p'",
          "st SET('k','l')|'k,l'|''|'k'",
          "j JSON|'{\"x\": [1, 2]}'|'[]'|'\"s\"'");

  private static final List<String> POSTGRESQL =
      List.of(
          "bo BOOLEAN|true|false|true",
          "si SMALLINT|-5|32767|0",
          "i INT|-2000000000|2147483647|0",
          "bi BIGINT|-9000000000000000000|9223372036854775807|0",
          "f REAL|3.14159|1e20|0.1",
          "d DOUBLE PRECISION|2.5e-10|'NaN'|0.1",
          "de NUMERIC(10,3)|12.340|-9999999.999|0",
          "nu NUMERIC|123456789012345678901234567890.5|'NaN'|1",
          "c CHAR(5)|'ab'|''|'12'",
          "vc VARCHAR(20)|'varchar ä'|''|'1.7'",
          "tx TEXT|'text'|''|'2026-11-25'",
          "by BYTEA|'\\xdeadbeef'|''|'\\x00ff'",
          "dt DATE|'2024-02-29'|'infinity'|'0044-03-15 BC'",
          "tm TIME|'10:20:30.5'|'00:00'|'23:59:59.999999'",
          "tz TIMETZ|'10:20:30+05:30'|'00:00+00'|'23:59:59-08'",
          "ts TIMESTAMP|'2024-02-29 10:20:30.123456'|'2024-03-31 02:30'|'infinity'",
          "tt TIMESTAMPTZ|'2024-02-29 10:20:30.12+03'|'2024-07-01 00:00Z'|'-infinity'",
          "iv INTERVAL|'1 day 2 hours'|'0'|'-3 months'",
          "uu UUID|'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"
              + "|'00000000-0000-0000-0000-000000000000'|'ffffffff-ffff-ffff-ffff-ffffffffffff'",
          "js JSON|'{\"a\":1}'|'[]'|'null'",
          "jb JSONB|'{\"a\":1}'|'[]'|'\"s\"'",
          "ia INT[]|'{1,2,NULL}'|'{}'|'{{1},{2}}'",
          "ta TEXT[]|'{a,\"b,c\"}'|'{}'|'{NULL}'",
          "xm XML|'<a/>'|'<b>c</b>'|'<d/>'",
          "mo MONEY|12.34|0|-5",
          "ip INET|'127.0.0.1'|'::1'|'10.0.0.0/8'",
          "bi3 BIT(3)|B'101'|B'000'|B'111'",
          "rg INT4RANGE|'[1,3)'|'empty'|'[5,)'");

  private static List<String> columns(BothSides sides) {
    return switch (sides.engine()) {
      case MYSQL -> MYSQL;
      case POSTGRESQL -> POSTGRESQL;
    };
  }

  /** Creates the table {@code types}, with key {@code id} 1 to 4; the last row is all NULL. */
  static void create(BothSides sides) throws SQLException {
    List<String> definitions = new ArrayList<>();
    List<List<String>> rows = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String column : columns(sides)) {
      String[] parts = column.split("\\|");
      definitions.add(parts[0]);
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).add(parts[i + 1]);
      }
    }
    sides.run("CREATE TABLE types (id INT PRIMARY KEY, " + String.join(", ", definitions) + ")");
    for (int i = 0; i < rows.size(); i++) {
      sides.run(
          "INSERT INTO types VALUES (" + (i + 1) + ", " + String.join(", ", rows.get(i)) + ")");
    }
    sides.run("INSERT INTO types (id) VALUES (4)");
  }

  /** The names of the columns, the key apart. */
  static List<String> names(BothSides sides) {
    return columns(sides).stream().map(column -> column.substring(0, column.indexOf(' '))).toList();
  }
}
