package io.canopydb.it.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Texts and names go to the server in quotes and come back as they were, in every mode. */
class QuotingOnServerTest {
  private static final List<String> MYSQL_MODES =
      List.of(
          "",
          "NO_BACKSLASH_ESCAPES",
          "ANSI_QUOTES",
          "ANSI",
          "ANSI,NO_BACKSLASH_ESCAPES",
          "STRICT_ALL_TABLES");

  private static @Nullable Connection mySql;
  private static @Nullable Connection postgreSql;

  @BeforeContainer
  static void connect() throws SQLException {
    mySql = PlainServer.of(Engine.MYSQL).connect(null);
    postgreSql = PlainServer.of(Engine.POSTGRESQL).connect(null);
  }

  @AfterContainer
  static void disconnect() throws SQLException {
    try (Connection first = mySql;
        Connection second = postgreSql) {
      mySql = null;
      postgreSql = null;
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "'", "\\", "\"", "`", "%", "_", " ", "\n", "\r", "\t", ";", "é", "😀", "--", "/*",
            "\u0001", "\u001a", "?", "{", "$$", ":x")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("a", "'", "\\", "\"", "`", "%", ".", ";", "é", "--", "?", "{", "$$", "B")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> mySqlModes() {
    return Arbitraries.of(MYSQL_MODES);
  }

  @Property(tries = 300)
  void mySqlTexts(@ForAll("texts") String text, @ForAll("mySqlModes") String mode)
      throws SQLException {
    Connection connection = open(mySql);
    PlainServer.run(connection, "SET sql_mode = '" + mode + "'");
    String quoted = Dialect.of(Engine.MYSQL).quoteText(text);
    assertThat(PlainServer.ask(connection, "SELECT " + quoted)).isEqualTo(text);
    assertThat(PlainServer.ask(connection, "SELECT CHARSET(" + quoted + ")")).isEqualTo("utf8mb4");
    assertThat(PlainServer.ask(connection, "SELECT COERCIBILITY(" + quoted + ")"))
        .as("it weighs no more in a comparison than any literal")
        .isEqualTo("4");
  }

  @Property(tries = 300)
  void postgreSqlTexts(@ForAll("texts") String text, @ForAll boolean conforming)
      throws SQLException {
    Connection connection = open(postgreSql);
    PlainServer.run(connection, "SET standard_conforming_strings = " + (conforming ? "on" : "off"));
    String quoted = Dialect.of(Engine.POSTGRESQL).quoteText(text);
    assertThat(PlainServer.ask(connection, "SELECT " + quoted)).isEqualTo(text);
  }

  @Property(tries = 100)
  void mySqlNames(@ForAll("names") String name, @ForAll("mySqlModes") String mode)
      throws SQLException {
    PlainServer.run(open(mySql), "SET sql_mode = '" + mode + "'");
    assertThat(label(open(mySql), Dialect.of(Engine.MYSQL), name)).isEqualTo(name);
  }

  @Property(tries = 100)
  void postgreSqlNames(@ForAll("names") String name) throws SQLException {
    assertThat(label(open(postgreSql), Dialect.of(Engine.POSTGRESQL), name)).isEqualTo(name);
  }

  private static String label(Connection connection, Dialect dialect, String name)
      throws SQLException {
    String quoted = dialect.quoteName(name);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT t." + quoted + " FROM (SELECT 1 AS " + quoted + ") t")) {
      return row.getMetaData().getColumnLabel(1);
    }
  }

  private static Connection open(@Nullable Connection connection) {
    if (connection == null) {
      throw new AssertionError("not connected");
    }
    return connection;
  }
}
