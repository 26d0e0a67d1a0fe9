package io.canopydb.driver.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableDiffTest {
  private static final String BEFORE =
      table(
          "  `a` int NOT NULL,\n  `b, c` varchar(5) DEFAULT NULL,\n  PRIMARY KEY (`a`),\n  KEY `k` (`b, c`)");

  private static String table(String body) {
    return "CREATE TABLE `t` (\n" + body + "\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";
  }

  @Test
  void dropsWhatWasAdded() {
    String after =
        table(
            """
              `a` int NOT NULL,
              `n` int DEFAULT NULL,
              `b, c` varchar(5) DEFAULT NULL,
              PRIMARY KEY (`a`),
              UNIQUE KEY `u` (`n`),
              KEY `k` (`b, c`),
              CONSTRAINT `f` FOREIGN KEY (`n`) REFERENCES `r` (`x`),
              CONSTRAINT `c` CHECK ((`n` > 0))\
            """);
    assertThat(TableDiff.clauses(BEFORE, after))
        .contains(
            List.of("DROP INDEX `u`", "DROP FOREIGN KEY `f`", "DROP CHECK `c`", "DROP COLUMN `n`"));
  }

  @Test
  void givesBackWhatWasChangedOrDropped() {
    String after =
        table("  `a` int NOT NULL,\n  `b, c` varchar(3) NOT NULL,\n  PRIMARY KEY (`a`,`b, c`)");
    assertThat(TableDiff.clauses(BEFORE, after))
        .contains(
            List.of(
                "DROP PRIMARY KEY",
                "MODIFY COLUMN `b, c` varchar(5) DEFAULT NULL",
                "ADD PRIMARY KEY (`a`)",
                "ADD KEY `k` (`b, c`)"));
  }

  @Test
  void knowsNoWayBackFromLostColumnsOrderOptionsAndForeignKeys() {
    String dropped = table("  `a` int NOT NULL,\n  PRIMARY KEY (`a`)");
    String renamed =
        table(
            "  `a` int NOT NULL,\n  `x` varchar(5) DEFAULT NULL,\n  PRIMARY KEY (`a`),\n  KEY `k` (`x`)");
    String moved =
        table(
            "  `b, c` varchar(5) DEFAULT NULL,\n  `a` int NOT NULL,\n  PRIMARY KEY (`a`),\n  KEY `k` (`b, c`)");
    assertThat(TableDiff.clauses(BEFORE, dropped)).isEmpty();
    assertThat(TableDiff.clauses(BEFORE, renamed)).isEmpty();
    assertThat(TableDiff.clauses(BEFORE, moved)).isEmpty();
    assertThat(TableDiff.clauses(BEFORE, BEFORE.replace("utf8mb4", "latin1"))).isEmpty();
    assertThat(TableDiff.clauses(BEFORE, "CREATE VIEW x")).isEmpty();
    String foreign =
        table("  `a` int NOT NULL,\n  CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `r` (`x`)");
    assertThat(TableDiff.clauses(foreign, table("  `a` int NOT NULL"))).isEmpty();
    assertThat(TableDiff.clauses(BEFORE, BEFORE)).contains(List.of());
  }
}
