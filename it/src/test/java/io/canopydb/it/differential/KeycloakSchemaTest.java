package io.canopydb.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keycloak's schema, as ten years of changes have made it: Liquibase runs all of its changelogs, on
 * a plain server and, under the two variables for schemas that come from elsewhere, on a cluster.
 * Both then have the same tables and columns, and answer alike.
 */
class KeycloakSchemaTest {
  private static final String MASTER = "META-INF/jpa-changelog-master.xml";
  private static final Pattern INCLUDED = Pattern.compile("<include file=\"([^\"]+)\"");

  /** Java code of Keycloak, which changes rows that an empty schema does not have. */
  private static final Pattern CODE = Pattern.compile("<customChange [^>]*/>");

  private static final List<String> ROWS =
      List.of(
          "INSERT INTO REALM (ID, NAME, ENABLED) VALUES ('r1', 'master', TRUE), ('r2', 'shop',"
              + " TRUE), ('r3', 'old', FALSE)",
          "INSERT INTO CLIENT (ID, CLIENT_ID, REALM_ID, ENABLED) VALUES ('c1', 'cli', 'r1', TRUE),"
              + " ('c2', 'web', 'r2', TRUE), ('c3', 'app', 'r2', FALSE)",
          "INSERT INTO KEYCLOAK_ROLE (ID, NAME, REALM, REALM_ID, CLIENT_REALM_CONSTRAINT) VALUES"
              + " ('k1', 'admin', 'r1', 'r1', 'r1'), ('k2', 'buyer', 'r2', 'r2', 'r2'),"
              + " ('k3', 'seller', 'r2', 'r2', 'r2')",
          "INSERT INTO USER_ENTITY (ID, USERNAME, EMAIL, EMAIL_CONSTRAINT, REALM_ID, ENABLED)"
              + " VALUES ('u1', 'ada', 'ada@x', 'ada@x', 'r1', TRUE), ('u2', 'bob', 'bob@x',"
              + " 'bob@x', 'r2', TRUE), ('u3', 'eve', 'eve@x', 'eve@x', 'r2', FALSE), ('u4', 'joe',"
              + " NULL, 'u4', 'r2', TRUE)",
          "INSERT INTO USER_ROLE_MAPPING (ROLE_ID, USER_ID) VALUES ('k1', 'u1'), ('k2', 'u2'),"
              + " ('k3', 'u2'), ('k2', 'u4')",
          "INSERT INTO USER_ATTRIBUTE (ID, NAME, VALUE, USER_ID) VALUES ('a1', 'lang', 'de', 'u2'),"
              + " ('a2', 'lang', 'fr', 'u4'), ('a3', 'size', 'xl', 'u2')",
          "UPDATE USER_ENTITY SET EMAIL = 'bobby@x', EMAIL_CONSTRAINT = 'bobby@x' WHERE REALM_ID ="
              + " 'r2' AND USERNAME = 'bob'",
          "DELETE FROM USER_ATTRIBUTE WHERE USER_ID IN (SELECT ID FROM USER_ENTITY WHERE REALM_ID ="
              + " 'r2') AND NAME = 'size'");

  /** Of the kinds that Keycloak asks. */
  private static final List<String> QUERIES =
      List.of(
          "SELECT ID, AUTHOR, EXECTYPE FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED",
          "SELECT ID, ENABLED FROM REALM WHERE NAME = 'shop'",
          "SELECT u.ID FROM USER_ENTITY u WHERE u.USERNAME = 'bob' AND u.REALM_ID = 'r2'",
          "SELECT u.ID FROM USER_ENTITY u WHERE u.EMAIL = 'bobby@x' AND u.REALM_ID = 'r2'",
          "SELECT u.USERNAME, r.NAME FROM USER_ROLE_MAPPING m JOIN USER_ENTITY u ON u.ID ="
              + " m.USER_ID JOIN KEYCLOAK_ROLE r ON r.ID = m.ROLE_ID WHERE u.REALM_ID = 'r2' ORDER"
              + " BY u.USERNAME, r.NAME",
          "SELECT COUNT(DISTINCT u.ID) FROM USER_ENTITY u LEFT JOIN USER_ATTRIBUTE a ON a.USER_ID ="
              + " u.ID WHERE u.REALM_ID = 'r2' AND (LOWER(u.USERNAME) LIKE '%o%' OR a.VALUE ="
              + " 'fr')",
          "SELECT r.NAME, COUNT(c.ID) FROM REALM r LEFT JOIN CLIENT c ON c.REALM_ID = r.ID AND"
              + " c.ENABLED GROUP BY r.NAME ORDER BY r.NAME",
          "SELECT c.CLIENT_ID FROM CLIENT c WHERE c.REALM_ID = 'r2' ORDER BY c.CLIENT_ID LIMIT 1");

  @TempDir private Path changes;

  /** MySQL takes minutes for so many changes; {@code -Dcanopy.keycloak=all} takes it too. */
  static Stream<Engine> engines() {
    return System.getProperty("canopy.keycloak", "").equals("all")
        ? Stream.of(Engine.values())
        : Stream.of(Engine.POSTGRESQL);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void isBuiltByItsOwnChangelogs(Engine engine) throws Exception {
    copy(MASTER);
    Target canopy = TestTargets.canopy(engine);
    List<String> expected = built(TestTargets.plain(engine), "");
    ForeignSchemas.allow(canopy);
    try {
      assertThat(built(canopy, "&ddlCommits=true")).isEqualTo(expected);
    } finally {
      ForeignSchemas.refuse(canopy);
    }
  }

  /** Copies a changelog, and those that it includes. */
  private void copy(String name) throws IOException {
    String text;
    try (InputStream in = KeycloakSchemaTest.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException("not on the class path: " + name);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Path file = changes.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, CODE.matcher(text).replaceAll(""));
    Matcher included = INCLUDED.matcher(text);
    while (included.find()) {
      copy(included.group(1));
    }
  }

  private List<String> built(Target target, String properties) throws Exception {
    String name = "keycloak";
    target.createDatabase(name, 1);
    update(target.url(name) + properties);
    try (Connection connection = target.open(name);
        Statement statement = connection.createStatement()) {
      return seen(statement, target.engine(), name);
    } finally {
      target.dropDatabase(name);
    }
  }

  private void update(String url) throws Exception {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(
                new JdbcConnection(DriverManager.getConnection(url)));
    try (Liquibase liquibase =
        new Liquibase(MASTER, new DirectoryResourceAccessor(changes), database)) {
      Scope.child(
          Map.of(Scope.Attr.ui.name(), new LoggerUIService()),
          () -> liquibase.update(new Contexts()));
    }
  }

  private static List<String> seen(Statement statement, Engine engine, String database)
      throws SQLException {
    String schema = engine == Engine.MYSQL ? database : "public";
    List<String> seen =
        rows(
            statement,
            "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length,"
                + " column_default FROM information_schema.columns WHERE table_schema = '"
                + schema
                + "' ORDER BY table_name, column_name");
    for (String row : ROWS) {
      seen.add(row + ": " + statement.executeUpdate(row));
    }
    for (String query : QUERIES) {
      seen.add(query);
      seen.addAll(rows(statement, query));
    }
    seen.add(failure(statement, "INSERT INTO REALM (ID, NAME) VALUES ('r9', 'master')"));
    return seen;
  }

  private static String failure(Statement statement, String sql) {
    try {
      return sql + ": " + statement.executeUpdate(sql);
    } catch (SQLException e) {
      return sql + ": " + e.getSQLState();
    }
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)).toLowerCase(Locale.ROOT));
        }
        rows.add(String.join(" | ", row));
      }
    }
    return rows;
  }
}
