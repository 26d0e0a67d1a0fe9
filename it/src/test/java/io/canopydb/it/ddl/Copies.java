package io.canopydb.it.ddl;

import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a table is in each of its places, as the engine's catalogue has it, and its rows. */
final class Copies {
  private static final List<String> MYSQL =
      List.of(
          "SELECT GROUP_CONCAT(CONCAT_WS('|', COLUMN_NAME, COLUMN_TYPE, COLLATION_NAME,"
              + " IS_NULLABLE, COLUMN_DEFAULT, EXTRA, GENERATION_EXPRESSION, COLUMN_COMMENT) ORDER"
              + " BY ORDINAL_POSITION) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA ="
              + " DATABASE() AND TABLE_NAME = 't'",
          "SELECT GROUP_CONCAT(CONCAT_WS('|', INDEX_NAME, NON_UNIQUE, COLUMN_NAME, EXPRESSION,"
              + " SUB_PART, IS_VISIBLE) ORDER BY INDEX_NAME, SEQ_IN_INDEX)"
              + " FROM information_schema.STATISTICS"
              + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't'",
          "SELECT GROUP_CONCAT(CONCAT_WS('|', CONSTRAINT_NAME, CONSTRAINT_TYPE, ENFORCED)"
              + " ORDER BY CONSTRAINT_NAME) FROM information_schema.TABLE_CONSTRAINTS"
              + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't'",
          "SELECT CONCAT_WS('|', ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT)"
              + " FROM information_schema.TABLES"
              + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't'");

  private static final List<String> POSTGRESQL =
      List.of(
          "SELECT string_agg(concat_ws('|', attname, format_type(atttypid, atttypmod), attnotnull,"
              + " attcollation, pg_get_expr(adbin, adrelid)), ',' ORDER BY attname)"
              + " FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
              + " WHERE attrelid = 't'::regclass AND attnum > 0 AND NOT attisdropped",
          "SELECT string_agg(concat_ws('|', conname, contype, convalidated), ',' ORDER BY conname)"
              + " FROM pg_constraint WHERE conrelid = 't'::regclass",
          "SELECT reloptions::text FROM pg_class WHERE oid = 't'::regclass");

  private Copies() {}

  /** What the table is; of one element where all copies are alike. */
  static Set<String> structures(Engine engine, DdlFixture fixture) throws SQLException {
    List<List<String>> answers = new ArrayList<>();
    for (String query : engine == Engine.MYSQL ? MYSQL : POSTGRESQL) {
      List<String> here = new ArrayList<>(fixture.inShells(query));
      here.addAll(fixture.inPartitions(query));
      answers.add(here);
    }
    Set<String> structures = new LinkedHashSet<>();
    for (int place = 0; place < answers.get(0).size(); place++) {
      StringBuilder one = new StringBuilder();
      for (List<String> answer : answers) {
        one.append(answer.get(place)).append('\n');
      }
      structures.add(one.toString());
    }
    return structures;
  }

  /**
   * The rows of all partitions, which a statement may lay elsewhere: columns that every form of the
   * table has.
   */
  static List<String> rows(Engine engine, DdlFixture fixture) throws SQLException {
    String row = "concat_ws('|', id, n, hex(v), hex(w), hex(c), d, hex(e))";
    String query =
        engine == Engine.MYSQL
            ? "SELECT GROUP_CONCAT(" + row + " ORDER BY id, n, v SEPARATOR '\n') FROM t"
            : "SELECT string_agg(t::text, E'\\n' ORDER BY id, n, v) FROM t";
    return fixture.inPartitions(query).stream()
        .filter(Predicate.not("null"::equals))
        .flatMap(String::lines)
        .sorted()
        .toList();
  }
}
