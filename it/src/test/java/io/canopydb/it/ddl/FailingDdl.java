package io.canopydb.it.ddl;

import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A table and an ALTER TABLE that some row, or a rule, stands in the way of; at random.
 *
 * @param create the table
 * @param rows what each partition gets
 * @param poison what one partition gets besides
 * @param alter the statement
 */
record FailingDdl(String create, List<String> rows, String poison, String alter) {

  /** An action that a row refuses; the rows there have the id 7. */
  private record Wish(String action, String poison) {}

  private static final List<String> COLLATIONS =
      List.of(
          "utf8mb4_0900_ai_ci",
          "utf8mb4_0900_bin",
          "utf8mb4_unicode_ci",
          "utf8mb4_general_ci",
          "utf8mb4_bin",
          "utf8mb4_sv_0900_ai_ci",
          "utf8mb3_bin",
          "utf8mb3_general_ci",
          "latin1_swedish_ci",
          "latin1_general_cs",
          "ascii_bin",
          "ucs2_general_ci",
          "utf16_bin",
          "gbk_chinese_ci",
          "sjis_japanese_ci",
          "binary");

  private static final List<Wish> MYSQL =
      List.of(
          new Wish("MODIFY v VARCHAR(20) NOT NULL", "(id, n, v) VALUES (7, 1, NULL)"),
          new Wish("MODIFY v VARCHAR(3)", "(id, n, v) VALUES (7, 1, 'too long')"),
          new Wish("MODIFY v INT", "(id, n, v) VALUES (7, 1, 'x')"),
          new Wish("MODIFY d SMALLINT", "(id, n, d) VALUES (7, 1, 99999.5)"),
          new Wish("CHANGE n nn TINYINT", "(id, n) VALUES (7, 1000)"),
          new Wish("MODIFY e ENUM('y', 'x')", "(id, n, e) VALUES (7, 1, 'z')"),
          new Wish("ADD UNIQUE u (id, n)", "(id, n) VALUES (7, 1), (7, 1)"),
          new Wish("ADD UNIQUE u (id, v(2))", "(id, n, v) VALUES (7, 1, 'abc'), (7, 2, 'abd')"),
          new Wish("ADD UNIQUE u (id, (n * 0))", "(id, n) VALUES (7, 1), (7, 2)"),
          new Wish("ADD PRIMARY KEY (id, n)", "(id, n) VALUES (7, 1), (7, 1)"),
          new Wish("DROP COLUMN c, ADD UNIQUE (id)", "(id, n) VALUES (7, 1), (7, 2)"),
          new Wish("ADD CONSTRAINT ch CHECK (n > 0)", "(id, n) VALUES (7, -1)"),
          new Wish("ADD CONSTRAINT fk FOREIGN KEY (n) REFERENCES q (a)", "(id, n) VALUES (7, 99)"),
          new Wish("CONVERT TO CHARACTER SET ascii", "(id, n, w) VALUES (7, 1, 'h\u00e9')"),
          new Wish("ADD g2 TINYINT AS (n) STORED", "(id, n) VALUES (7, 1000)"),
          new Wish(
              "PARTITION BY LIST (id) (PARTITION p VALUES IN (1, 2))", "(id, n) VALUES (7, 1)"));

  private static final List<String> MYSQL_BESIDE =
      List.of(
          "ADD x INT",
          "ADD y VARCHAR(10) NOT NULL DEFAULT 'y' FIRST",
          "ADD z TEXT AFTER n",
          "ADD KEY kn (n)",
          "DROP KEY k",
          "ALTER INDEX k INVISIBLE",
          "COMMENT = 'it''s new'",
          "DEFAULT CHARSET latin1",
          "ROW_FORMAT = COMPRESSED",
          "MODIFY t MEDIUMTEXT",
          "ALTER n SET DEFAULT 5",
          "MODIFY c CHAR(5) AFTER id",
          "MODIFY w VARCHAR(40) COLLATE utf8mb4_bin COMMENT 'w'",
          "DROP CHECK old",
          "ALTER CHECK old NOT ENFORCED",
          "DROP g",
          "DROP FOREIGN KEY old_fk");

  private static final List<String> MYSQL_RULES =
      List.of(
          "ADD UNIQUE u (n)",
          "ADD PRIMARY KEY (n)",
          "DROP COLUMN id",
          "MODIFY id SMALLINT",
          "CHANGE id idd INT",
          "ADD a INT AUTO_INCREMENT, ADD KEY (a)",
          "ADD CONSTRAINT fk FOREIGN KEY (n) REFERENCES s (id)");

  private static final List<Wish> POSTGRESQL =
      List.of(
          new Wish("ALTER v SET NOT NULL", "(id, n, v) VALUES (7, 1, NULL)"),
          new Wish("ALTER v TYPE VARCHAR(3)", "(id, n, v) VALUES (7, 1, 'too long')"),
          new Wish("ALTER v TYPE INT USING v::int", "(id, n, v) VALUES (7, 1, 'x')"),
          new Wish("ALTER d TYPE SMALLINT", "(id, n, d) VALUES (7, 1, 99999.5)"),
          new Wish("ADD UNIQUE (id, n)", "(id, n) VALUES (7, 1), (7, 1)"),
          new Wish("DROP COLUMN c, ADD UNIQUE (id)", "(id, n) VALUES (7, 1), (7, 2)"),
          new Wish("ADD CONSTRAINT ch CHECK (n > 0)", "(id, n) VALUES (7, -1)"),
          new Wish("ADD CONSTRAINT fk FOREIGN KEY (n) REFERENCES q (a)", "(id, n) VALUES (7, 99)"));

  private static final List<String> POSTGRESQL_BESIDE =
      List.of(
          "ADD x INT",
          "ADD y VARCHAR(10) NOT NULL DEFAULT 'y'",
          "ALTER n SET DEFAULT 5",
          "DROP CONSTRAINT old",
          "DROP CONSTRAINT old_fk",
          "ALTER w TYPE TEXT COLLATE \"C\"",
          "SET (fillfactor = 70)");

  private static final List<String> POSTGRESQL_RULES =
      List.of("ADD UNIQUE (n)", "DROP COLUMN id", "ALTER id TYPE SMALLINT");

  /** One at random. */
  static FailingDdl random(Engine engine, Random random) {
    boolean mysql = engine == Engine.MYSQL;
    Wish wish = any(mysql ? MYSQL : POSTGRESQL, random);
    boolean byRule = random.nextInt(4) == 0;
    List<String> actions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String more = any(mysql ? MYSQL_BESIDE : POSTGRESQL_BESIDE, random);
      if (actions.stream().noneMatch(known -> clash(known, more)) && !clash(wish.action(), more)) {
        actions.add(more);
      }
    }
    boolean partitioned = wish.action().startsWith("PARTITION");
    boolean last = partitioned && !byRule;
    actions.add(
        last ? actions.size() : random.nextInt(actions.size() + 1),
        byRule ? any(mysql ? MYSQL_RULES : POSTGRESQL_RULES, random) : wish.action());
    String alter = "ALTER TABLE t " + String.join(", ", actions);
    if (last) {
      alter = alter.replace(", PARTITION BY", " PARTITION BY");
    }
    return new FailingDdl(
        mysql ? mysqlTable(random, partitioned) : postgresqlTable(random),
        List.of(
            "INSERT INTO t (id, n, v, w, c, d) VALUES (1, 1, '001', 'w', 'c', 1.25)",
            "INSERT INTO t (id, n, v, d) VALUES (2, 2, '2', 2.5)"),
        "INSERT INTO t " + wish.poison(),
        alter);
  }

  /** Whether two actions are about one thing, which the engine may not take at once. */
  private static boolean clash(String one, String other) {
    return one.split(" ", -1)[1].equals(other.split(" ", -1)[1])
        || ((one.contains(" k ") || one.endsWith(" k")) && other.contains(" k"))
        || (one.contains("old") && other.contains("old"))
        || (one.contains("CHARSET") && other.contains("CHARACTER SET"))
        || (one.contains("CHARACTER SET")
            && (other.contains("CHARSET") || other.contains("MODIFY")))
        || (one.contains("PARTITION")
            && (other.contains("DROP CHECK") || other.contains("FOREIGN")));
  }

  private static String mysqlTable(Random random, boolean partitioned) {
    String own = any(COLLATIONS, random);
    String columns =
        "id INT NOT NULL, n INT DEFAULT 1, v VARCHAR(20)"
            + (random.nextBoolean() ? " COLLATE " + any(COLLATIONS, random) : "")
            + ", w VARCHAR(10) CHARACTER SET "
            + (random.nextBoolean() ? "utf8mb4" : "latin1")
            + ", c CHAR(5), d DECIMAL(12, 3), e ENUM('x', 'y', 'z') CHARACTER SET latin1, t TEXT,"
            + " g INT AS (n + 1) "
            + (random.nextBoolean() ? "VIRTUAL" : "STORED")
            + ", KEY k (n), CONSTRAINT old CHECK (n < 100000)"
            + (partitioned ? "" : ", CONSTRAINT old_fk FOREIGN KEY (n) REFERENCES r (a)");
    return "CREATE TABLE t (" + columns + ", SHARD KEY (id)) COLLATE " + own;
  }

  private static String postgresqlTable(Random random) {
    return "CREATE TABLE t (id INT NOT NULL, n INT DEFAULT 1, v VARCHAR(20), w VARCHAR(10)"
        + (random.nextBoolean() ? " COLLATE \"C\"" : "")
        + ", c CHAR(5), d DECIMAL(12, 3), CONSTRAINT old CHECK (n < 100000),"
        + " CONSTRAINT old_fk FOREIGN KEY (n) REFERENCES r (a), SHARD KEY (id))";
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
