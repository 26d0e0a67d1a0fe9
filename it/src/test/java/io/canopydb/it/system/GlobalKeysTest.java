package io.canopydb.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.metadata.model.Engine;
import io.canopydb.proxy.local.LeafServer;
import io.canopydb.proxy.local.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unique keys that a lookup table keeps over partitions. */
class GlobalKeysTest extends GlobalKeyAccounts {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aValueStandsOnceInAllPartitions(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      for (int id = 1; id <= 40; id++) {
        insert(connection, id, "user" + id + "@x", id);
      }
      for (int id = 101; id <= 140; id++) {
        int other = id - 100;
        SQLException duplicate = duplicate(connection, id, "user" + other + "@x", id);
        assertThat(duplicate.getMessage()).contains("by_email").doesNotContain("canopy_unique");
        assertThat(duplicate(connection, id, "new@x", other).getMessage())
            .contains("by_code")
            .doesNotContain("canopy_unique");
      }
      assertThat(texts(connection, "SELECT COUNT(*) FROM account")).containsExactly("40");
      lookupsAgree(connection);
      run(connection, "INSERT INTO account (id, email, code) VALUES (201, NULL, 201)");
      run(connection, "INSERT INTO account (id, code) VALUES (202, 202), (203, 203)");
      lookupsAgree(connection);
      run(connection, "DELETE FROM account WHERE id BETWEEN 5 AND 20 OR email = 'user40@x'");
      lookupsAgree(connection);
      insert(connection, 301, "user40@x", 40);
      insert(connection, 302, "user5@x", 5);
      duplicate(connection, 303, "user5@x", 303);
      run(connection, "DELETE FROM account");
      lookupsAgree(connection);
      insert(connection, 1, "user5@x", 5);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void valuesChangeWithTheirRows(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      run(
          connection,
          "INSERT INTO account (id, email, code) VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3),"
              + " (4, NULL, 4), (5, 'e', 5)");
      run(connection, "UPDATE account SET email = 'd' WHERE id = 1");
      run(connection, "UPDATE account SET note = 'x', code = code + 100");
      run(connection, "UPDATE account SET email = NULL WHERE id = 5");
      run(connection, "UPDATE account SET email = 'f' WHERE email IS NULL AND id = 4");
      run(connection, "UPDATE account SET email = email WHERE id < 4");
      assertThat(texts(connection, "SELECT email FROM account WHERE code > 100 ORDER BY id"))
          .containsExactly("b", "c", "d", "f", "null");
      lookupsAgree(connection);
      for (String sql :
          List.of(
              "UPDATE account SET email = 'b' WHERE id = 1",
              "UPDATE account SET email = 'same' WHERE id > 1",
              "UPDATE account SET code = 102 WHERE id = 5",
              "UPDATE account SET region = 7, code = 103 WHERE email = 'd'")) {
        violated(connection, sql);
      }
      lookupsAgree(connection);
      insert(connection, 6, "a", 1);
      insert(connection, 7, "e", 2);
      lookupsAgree(connection);
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE account SET email = ?, note = ? WHERE id = ?")) {
        for (int id = 1; id <= 7; id++) {
          update.setString(1, "batch" + id);
          update.setString(2, "batch");
          update.setInt(3, id);
          update.addBatch();
        }
        assertThat(update.executeBatch()).containsOnly(1);
      }
      lookupsAgree(connection);
      run(
          connection,
          "INSERT INTO account SELECT id + 50, note, region, code + 50, email FROM account"
              + " WHERE id = 1");
      violated(
          connection,
          "INSERT INTO account SELECT id + 70, note, region, code + 70, email"
              + " FROM account WHERE id < 4");
      lookupsAgree(connection);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aTransactionTakesItsValuesBack(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      insert(connection, 1, "a", 1);
      connection.setAutoCommit(false);
      run(connection, "DELETE FROM account WHERE id = 1");
      insert(connection, 2, "a", 1);
      run(connection, "UPDATE account SET email = 'b' WHERE id = 2");
      insert(connection, 3, "a", 3);
      connection.rollback();
      lookupsAgree(connection);
      connection.rollback();
      insert(connection, 4, "b", 4);
      duplicate(connection, 5, "a", 5);
      connection.rollback();
      insert(connection, 5, "b", 5);
      connection.commit();
      connection.setAutoCommit(true);
      lookupsAgree(connection);
      assertThat(texts(connection, "SELECT id FROM account ORDER BY id")).containsExactly("1", "5");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void whatItsLookupsCouldNotFollowIsRefused(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      insert(connection, 1, "a", 1);
      List<String> refused =
          new ArrayList<>(
              List.of(
                  "UPDATE account SET email = DEFAULT",
                  "CREATE TABLE c (a INT PRIMARY KEY, b INT, CONSTRAINT u UNIQUE (b) GLOBAL,"
                      + " FOREIGN KEY (a) REFERENCES account (id) ON DELETE CASCADE)",
                  "CREATE TABLE c (a INT, b INT, SHARD KEY (a), UNIQUE (b) GLOBAL)",
                  "CREATE TABLE c (a INT, b INT, UNIQUE (b) GLOBAL)",
                  "CREATE TABLE c (a INT PRIMARY KEY, b INT) /*canopy global */",
                  "CREATE UNIQUE INDEX second ON account (email)",
                  "ALTER TABLE account ADD CONSTRAINT more UNIQUE (note)"));
      refused.addAll(
          switch (ofTest) {
            case MYSQL ->
                List.of(
                    "INSERT IGNORE INTO account (id, email, code) VALUES (1, 'a', 1)"
                        + " ON DUPLICATE KEY UPDATE note = 'x'",
                    "DELETE IGNORE FROM account WHERE id = 1",
                    "UPDATE IGNORE account SET email = 'b'",
                    "UPDATE IGNORE account SET id = 2",
                    "CREATE TABLE c (PRIMARY KEY (id), UNIQUE (email) GLOBAL) AS"
                        + " SELECT id, email FROM account",
                    "CREATE TABLE c (PRIMARY KEY (id), UNIQUE (email) /*canopy global */) AS"
                        + " SELECT id, email FROM account",
                    "TRUNCATE TABLE account",
                    "ALTER TABLE account MODIFY email VARCHAR(50)",
                    "ALTER TABLE account RENAME COLUMN email TO mail",
                    "CREATE TRIGGER tr BEFORE INSERT ON account FOR EACH ROW SET NEW.email = 'x'",
                    "CREATE TABLE c (a INT PRIMARY KEY, b INT AS (a + 1) STORED, UNIQUE (b)"
                        + " GLOBAL)",
                    "CREATE TABLE c (a INT PRIMARY KEY, b TEXT, UNIQUE (b(5)) GLOBAL)",
                    "CREATE INDEX i ON account (note) /*canopy global */");
            case POSTGRESQL ->
                List.of(
                    "UPDATE account SET (email, note) = (SELECT 'b', 'x')",
                    "ALTER TABLE account ALTER email TYPE VARCHAR(50)",
                    "ALTER TABLE account RENAME email TO mail",
                    "CREATE TABLE c (a INT PRIMARY KEY, b INT, UNIQUE (b) DEFERRABLE GLOBAL)",
                    "CREATE TABLE c (a INT PRIMARY KEY, b INT, UNIQUE NULLS NOT DISTINCT (b)"
                        + " GLOBAL)");
          });
      for (String sql : refused) {
        assertThatThrownBy(() -> run(connection, sql))
            .as(sql)
            .isInstanceOfSatisfying(
                SQLException.class,
                e ->
                    assertThat(e.getErrorCode())
                        .as(e.toString())
                        .isIn(
                            CanopyError.UNSUPPORTED.number(),
                            CanopyError.COMMAND.number(),
                            CanopyError.GLOBAL_KEY.number(),
                            CanopyError.GLOBAL_KEY_WRITE.number(),
                            CanopyError.UNPLACEABLE_ROWS.number(),
                            CanopyError.UNIQUE_WITHOUT_SHARD_KEY.number(),
                            CanopyError.SHARD_KEY_NOT_IN_UNIQUE.number()));
      }
      lookupsAgree(connection);
      assertThat(texts(connection, "SELECT email FROM account")).containsExactly("a");
    }
  }

  /** A migration that has no rows yet; where there are some the refusal says what to do. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aColumnOfAKeyChangesWhileThereAreNoRows(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      run(connection, "ALTER TABLE account RENAME COLUMN email TO mail");
      run(
          connection,
          ofTest == Engine.MYSQL
              ? "ALTER TABLE account MODIFY mail VARCHAR(70)"
              : "ALTER TABLE account ALTER mail TYPE VARCHAR(70)");
      run(connection, "ALTER TABLE account RENAME COLUMN id TO number");
      run(connection, "INSERT INTO account (number, mail, code) VALUES (1, 'a', 1), (2, 'b', 2)");
      assertThatThrownBy(
              () -> run(connection, "INSERT INTO account (number, mail, code) VALUES (3, 'a', 3)"))
          .hasMessageContaining("by_email");
      run(connection, "UPDATE account SET mail = 'c' WHERE mail = 'a'");
      run(connection, "INSERT INTO account (number, mail, code) VALUES (3, 'a', 3)");
      assertThat(texts(connection, "SELECT number FROM account WHERE mail = 'c'"))
          .containsExactly("1");
      assertThatThrownBy(() -> run(connection, "ALTER TABLE account RENAME COLUMN mail TO email"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("column email is not there before the statement")
          .hasMessageContaining("drop the key");
      assertThat(texts(connection, "SELECT number FROM account WHERE mail = 'c'"))
          .containsExactly("1");
    }
  }

  /** On a leaf a view uses the lookup table. */
  @Test
  void aKeyGoesAlsoWhereItsLookupCanNot() throws Exception {
    try (Connection connection = open(Engine.POSTGRESQL)) {
      insert(connection, 1, "a", 1);
      LeafServer leaf = SharedServers.of(Engine.POSTGRESQL).leaves().get(0);
      Credentials admin = leaf.accounts().admin();
      try (Connection direct =
          DriverManager.getConnection(
              leaf.jdbcUrl("global_keys"), admin.user(), admin.password())) {
        String place =
            texts(
                    direct,
                    "SELECT table_schema FROM information_schema.tables"
                        + " WHERE table_name = 'canopy_unique_1' ORDER BY 1")
                .get(0);
        run(
            direct,
            "CREATE VIEW public.in_the_way AS SELECT email FROM " + place + ".canopy_unique_1");
        run(connection, "ALTER TABLE account DROP CONSTRAINT by_email");
        run(direct, "DROP VIEW public.in_the_way");
      }
      run(connection, "INSERT INTO account (id, email, code) VALUES (2, 'a', 2)");
      run(connection, "DROP TABLE account");
      run(connection, ACCOUNT);
      insert(connection, 1, "a", 1);
      duplicate(connection, 2, "a", 2);
      lookupsAgree(connection);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void batchesProvideForDuplicates(Engine ofTest) throws Exception {
    String sql =
        "INSERT INTO account (id, email, code) VALUES (?, ?, ?)"
            + switch (ofTest) {
              case MYSQL -> " ON DUPLICATE KEY UPDATE email = CONCAT(email, '!'), note = 'again'";
              case POSTGRESQL ->
                  " ON CONFLICT (email) DO UPDATE SET email = account.email || '!', note = 'again'";
            };
    try (Connection connection = open(ofTest);
        PreparedStatement insert = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false);
      for (int id = 1; id <= 30; id++) {
        insert.setInt(1, id);
        insert.setString(2, "e" + id % 20);
        insert.setInt(3, id);
        insert.addBatch();
      }
      int updated = ofTest == Engine.MYSQL ? 2 : 1;
      assertThat(insert.executeBatch()).startsWith(1, 1, 1).endsWith(updated, updated, updated);
      connection.commit();
      lookupsAgree(connection);
      assertThat(texts(connection, "SELECT COUNT(*), COUNT(note) FROM account"))
          .containsExactly("20 10");
      assertThat(texts(connection, "SELECT id FROM account WHERE email = 'e7!'"))
          .containsExactly("7");
    }
  }

  /** Each row moves by its shard key, of which the lookup tables have a copy. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void rowsThatMoveTakeTheirKeysAlong(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      for (int id = 1; id <= 12; id++) {
        insert(connection, id, id % 3 == 0 ? null : "v" + id, id);
      }
      run(connection, "UPDATE account SET id = id + 1000");
      lookupsAgree(connection);
      run(connection, "UPDATE account SET id = id - 500, email = 'w' WHERE email = 'v4'");
      lookupsAgree(connection);
      run(connection, "UPDATE account SET id = 3, email = NULL, code = code + 50 WHERE id = 1005");
      lookupsAgree(connection);
      violated(connection, "UPDATE account SET id = id + 7, email = 'v2' WHERE email = 'v7'");
      violated(connection, "UPDATE account SET id = 1002 WHERE email = 'v7'");
      lookupsAgree(connection);
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE account SET id = ?, note = 'b' WHERE email = ?")) {
        for (String email : List.of("v1", "v2", "nobody", "v7")) {
          update.setInt(1, 2000 + email.charAt(1));
          update.setString(2, email);
          update.addBatch();
        }
        assertThat(update.executeBatch()).containsExactly(1, 1, 0, 1);
      }
      lookupsAgree(connection);
      assertThat(texts(connection, "SELECT id, code FROM account WHERE email = 'v7'"))
          .containsExactly((2000 + '7') + " 7");
      connection.setAutoCommit(false);
      run(connection, "UPDATE account SET id = id + 5000");
      connection.rollback();
      connection.setAutoCommit(true);
      lookupsAgree(connection);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void tablesChangeAndGoWithTheirLookups(Engine ofTest) throws Exception {
    try (Connection connection = open(ofTest)) {
      insert(connection, 1, "a", 1);
      run(connection, "ALTER TABLE account ADD COLUMN more INT");
      run(connection, "ALTER TABLE account RENAME TO person");
      SQLException duplicate =
          catchThrowableOfType(
              SQLException.class,
              () -> run(connection, "INSERT INTO person (id, email, code) VALUES (2, 'a', 2)"));
      assertThat(duplicate.getMessage()).contains("by_email");
      run(
          connection,
          ofTest == Engine.MYSQL
              ? "ALTER TABLE person DROP INDEX by_email"
              : "ALTER TABLE person DROP CONSTRAINT by_email");
      run(connection, "INSERT INTO person (id, email, code) VALUES (2, 'a', 2)");
      run(connection, "ALTER TABLE person RENAME TO account");
      lookupsAgree(connection);
      if (ofTest == Engine.POSTGRESQL) {
        run(connection, "TRUNCATE account");
        lookupsAgree(connection);
        insert(connection, 3, "a", 1);
      }
      assertThat(tables(connection)).containsExactly("account");
      run(connection, "DROP TABLE account");
      run(connection, ACCOUNT);
      insert(connection, 1, "a", 1);
      insert(connection, 2, "b", 2);
      lookupsAgree(connection);
    }
  }

  /** What a tool would see. */
  private static List<String> tables(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    return names;
  }
}
