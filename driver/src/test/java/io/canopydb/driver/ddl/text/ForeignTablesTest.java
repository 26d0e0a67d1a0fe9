package io.canopydb.driver.ddl.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Foreign keys that are left out of the text, since no partition could check them. */
class ForeignTablesTest {
  private static final LeftOutKeys LEFT_OUT =
      LeftOutKeys.ALLOWED.and(List.of("b"), "t").and(List.of("b", "c"), "n");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(a INT, b INT, FOREIGN KEY (b) REFERENCES t (a)) | (a INT, b INT, INDEX (`b`))",
        "(a INT, b INT UNIQUE, FOREIGN KEY (b) REFERENCES t (a)) | (a INT, b INT UNIQUE)",
        "(a INT, b INT, FOREIGN KEY i (b) REFERENCES t (a), PRIMARY KEY (b, a))"
            + " | (a INT, b INT, PRIMARY KEY (b, a))",
        "(a INT, b INT, KEY k (b(3)), CONSTRAINT f FOREIGN KEY (b) REFERENCES t (a))"
            + " | (a INT, b INT, KEY k (b(3)), INDEX `f` (`b`))",
        "(a INT, b INT, CONSTRAINT f FOREIGN KEY (B) REFERENCES t (a) ON DELETE CASCADE, KEY (b))"
            + " | (a INT, b INT, KEY (b))",
        "(FOREIGN KEY (b) REFERENCES t (a), FOREIGN KEY (b) REFERENCES log (a), a INT, b INT)"
            + " | (INDEX (`b`), a INT, b INT)",
        "(a INT, FOREIGN KEY (b, c) REFERENCES n (a, b), FOREIGN KEY (a) REFERENCES t (a))"
            + " | (a INT, INDEX (`b`, `c`), FOREIGN KEY (a) REFERENCES `shop_3`.t (a))",
        "(a INT, b INT CONSTRAINT f REFERENCES t (a) ON UPDATE SET NULL ON DELETE NO ACTION NOT"
            + " NULL) | (a INT, b INT  NOT NULL, INDEX `f` (`b`))",
        "(a INT, b DECIMAL(3, 2) REFERENCES t MATCH FULL) ENGINE = InnoDB"
            + " | (a INT, b DECIMAL(3, 2) , INDEX (`b`)) ENGINE = InnoDB",
      })
  void leavesThemOutOfANewTable(String body, String left) throws Exception {
    Reading reading = new Reading(Engine.MYSQL, LEFT_OUT);
    assertThat(reading.partition("CREATE TABLE n " + body))
        .isEqualTo("CREATE TABLE `shop_3`.n " + left);
    assertThat(reading.read("CREATE TABLE n " + body).notes()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADD c INT, ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES t (a), ADD d INT"
            + " | ADD c INT, ADD d INT",
        "ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES t (a) DEFERRABLE INITIALLY DEFERRED, ADD d INT"
            + " | ADD d INT",
        "ADD COLUMN b INT REFERENCES t DEFERRABLE INITIALLY DEFERRED UNIQUE"
            + " | ADD COLUMN b INT  UNIQUE",
      })
  void leavesThemOutOfChanges(String actions, String left) throws Exception {
    Reading reading = new Reading(Engine.POSTGRESQL, LEFT_OUT);
    assertThat(reading.partition("ALTER TABLE u " + actions).replaceAll("u +", "u "))
        .isEqualTo("ALTER TABLE \"shop_3\".u " + left);
    assertThat(reading.read("ALTER TABLE u " + actions).notes())
        .containsExactly(
            "the foreign key of u (b) to t is not enforced: no partition could check it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES t (a)| ADD INDEX `f` (`b`)",
        "ADD FOREIGN KEY (b) REFERENCES t (a), ADD KEY (b)| ADD KEY (b)",
        "ADD c INT REFERENCES log (a) AFTER a| ADD INDEX (`c`), ADD c INT  AFTER a",
        "ADD (b INT, FOREIGN KEY i (b) REFERENCES t (a))| ADD (b INT, INDEX `i` (`b`))",
      })
  void keepsTheIndexOfMySql(String actions, String left) throws Exception {
    Reading reading = new Reading(Engine.MYSQL, LEFT_OUT);
    assertThat(reading.partition("ALTER TABLE u " + actions).replace("u  ", "u "))
        .isEqualTo("ALTER TABLE `shop_3`.u " + left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MYSQL | DROP FOREIGN KEY gone, ADD d INT | ADD d INT",
        "MYSQL | DROP FOREIGN KEY kept, DROP CONSTRAINT gone | DROP FOREIGN KEY kept",
        "MYSQL | DROP FOREIGN KEY gone, ADD FOREIGN KEY (a) REFERENCES log (a), DROP c | DROP c",
        "POSTGRESQL | DROP CONSTRAINT gone CASCADE, ALTER CONSTRAINT kept DEFERRABLE"
            + " | ALTER CONSTRAINT kept DEFERRABLE",
        "POSTGRESQL | DROP c, VALIDATE CONSTRAINT gone | DROP c",
        "POSTGRESQL | DROP c, DROP CONSTRAINT IF EXISTS gone | DROP c, DROP CONSTRAINT IF EXISTS"
            + " gone",
      })
  void leavesOutWhatIsDoneToKeysThatWereLeftOut(Engine engine, String actions, String left)
      throws Exception {
    Reading reading = new Reading(engine, LeftOutKeys.ALLOWED);
    assertThat(reading.shell("ALTER TABLE u " + actions).replaceAll("u +", "u "))
        .endsWith("u " + left);
    assertThat(new Reading(engine).shell("ALTER TABLE u DROP CONSTRAINT gone")).endsWith("gone");
  }

  @Test
  void tellsOfKeysThatThereAreNot() throws Exception {
    Change change =
        new Reading(Engine.POSTGRESQL, LeftOutKeys.ALLOWED)
            .read("ALTER TABLE u RENAME CONSTRAINT gone TO lost");
    assertThat(change.shell()).isNull();
    assertThat(change.notes())
        .containsExactly(
            "u has no constraint gone: a foreign key that is not enforced leaves nothing to alter"
                + " or drop");
  }

  @Test
  void needsNoIndexWhereTheTableHasOne() throws Exception {
    Reading reading = new Reading(Engine.MYSQL, LeftOutKeys.ALLOWED.and(List.of("a"), "t"));
    Change change = reading.read("ALTER TABLE u ADD FOREIGN KEY (a) REFERENCES t (a)");
    assertThat(change.shell()).isNull();
    assertThat(change.notes()).hasSize(1);
  }

  @Test
  void aChangeOfNothingElseIsNone() throws Exception {
    Change change =
        new Reading(Engine.POSTGRESQL, LEFT_OUT)
            .read("ALTER TABLE u ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES t (a) NOT VALID");
    assertThat(change.shell()).isNull();
    assertThat(change.partition()).isNull();
    assertThat(change.notes()).hasSize(1);
  }

  @Test
  void theTextTellsSomeByItself() throws Exception {
    Reading reading = new Reading(Engine.MYSQL, LeftOutKeys.ALLOWED);
    assertThat(reading.partition("CREATE TABLE n (a INT, FOREIGN KEY (a) REFERENCES log (a))"))
        .isEqualTo("CREATE TABLE `shop_3`.n (a INT, INDEX (`a`))");
    assertThat(reading.shell("CREATE REFERENCE TABLE n (a INT REFERENCES t (a))"))
        .isEqualTo("CREATE TABLE `shop`.n (a INT , INDEX (`a`))");
  }
}
