package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.ObjectName;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.transaction.DecisionTable;
import io.canopydb.metadata.model.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MySQL's SHOW CREATE and information_schema. */
final class MySqlCatalogue implements Catalogue {
  /** Where a table's next own number stands; it is not part of what the table is. */
  private static final Pattern NEXT_NUMBER = Pattern.compile("(?m)^(\\).*?) AUTO_INCREMENT=\\d+");

  /** The account of a view, trigger or routine. */
  private static final Pattern DEFINER = Pattern.compile(" DEFINER=`(?:[^`]|``)*`@`(?:[^`]|``)*`");

  /** In the place of a text that this user may not see. */
  static final String HIDDEN = "hidden from this user";

  private static final Dialect DIALECT = Dialect.of(Engine.MYSQL);

  @Override
  public Optional<Description> describe(
      Connection connection, String namespace, String shell, ObjectName object)
      throws SQLException {
    String name = DIALECT.quoteName(namespace) + "." + DIALECT.quoteName(object.name());
    UnaryOperator<String> here =
        sql ->
            sql.replace(DIALECT.quoteName(namespace) + ".", "")
                .replace(DIALECT.quoteName(shell) + ".", "");
    return switch (object.kind()) {
      case TABLE -> table(connection, namespace, object.name(), here);
      case VIEW -> show(connection, "VIEW " + name, 0, 2, here);
      case TRIGGER -> show(connection, "TRIGGER " + name, 2, 3, here);
      case FUNCTION -> show(connection, "FUNCTION " + name, 2, 3, here);
      case PROCEDURE -> show(connection, "PROCEDURE " + name, 2, 3, here);
      case INDEX -> Optional.empty(); // part of its table
    };
  }

  /** The session's modes would show in the text. */
  private static Optional<Description> table(
      Connection connection, String namespace, String name, UnaryOperator<String> here)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String mode;
      try (ResultSet row = statement.executeQuery("SELECT @@SESSION.sql_mode")) {
        row.next();
        mode = row.getString(1);
      }
      statement.execute("SET SESSION sql_mode = ''");
      try {
        String qualified = DIALECT.quoteName(namespace) + "." + DIALECT.quoteName(name);
        Optional<Description> shown = show(connection, "TABLE " + qualified, 0, 2, here);
        return shown.isEmpty()
            ? shown
            : Optional.of(
                new Description(
                    MySqlTableReader.read(connection, namespace, name).state(),
                    NEXT_NUMBER.matcher(shown.get().text()).replaceAll("$1"),
                    ""));
      } finally {
        statement.execute("SET SESSION sql_mode = " + DIALECT.quoteText(mode));
      }
    }
  }

  /** Whoever runs a statement again may be somebody else than who ran it first: no DEFINER. */
  private static Optional<Description> show(
      Connection connection, String what, int mode, int column, UnaryOperator<String> here)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW CREATE " + what)) {
      if (!row.next()) {
        return Optional.empty();
      }
      @Nullable String text = row.getString(column);
      if (text == null) {
        return Optional.of(Description.of(HIDDEN));
      }
      String modes = mode == 0 ? "" : row.getString(mode);
      String state = DEFINER.matcher(text).replaceFirst("");
      return Optional.of(new Description(modes + " " + here.apply(state), here.apply(text), modes));
    } catch (SQLException e) {
      return switch (e.getErrorCode()) {
        // no such table, trigger, routine, database; no view
        case 1146, 1360, 1305, 1049, 1347 -> Optional.empty();
        default -> throw e;
      };
    }
  }

  @Override
  public List<ForeignKey> foreignKeys(Connection connection, String namespace, String table)
      throws SQLException {
    List<ForeignKey> keys = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_NAME,"
                + " k.REFERENCED_COLUMN_NAME, r.DELETE_RULE NOT IN ('NO ACTION', 'RESTRICT')"
                + " OR r.UPDATE_RULE NOT IN ('NO ACTION', 'RESTRICT')"
                + " FROM information_schema.KEY_COLUMN_USAGE k"
                + " JOIN information_schema.REFERENTIAL_CONSTRAINTS r"
                + " ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA"
                + " AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME"
                + " WHERE k.TABLE_SCHEMA = ? AND k.TABLE_NAME = ?"
                + " AND k.REFERENCED_TABLE_NAME IS NOT NULL"
                + " ORDER BY k.CONSTRAINT_NAME, k.ORDINAL_POSITION")) {
      statement.setString(1, namespace);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        String name = null;
        String parent = "";
        boolean follows = false;
        List<String> columns = new ArrayList<>();
        List<String> parentColumns = new ArrayList<>();
        while (rows.next()) {
          if (!rows.getString(1).equals(name)) {
            if (name != null) {
              keys.add(new ForeignKey(name, columns, parent, parentColumns, follows));
            }
            name = rows.getString(1);
            parent = rows.getString(3);
            follows = rows.getBoolean(5);
            columns.clear();
            parentColumns.clear();
          }
          columns.add(rows.getString(2));
          parentColumns.add(rows.getString(4));
        }
        if (name != null) {
          keys.add(new ForeignKey(name, columns, parent, parentColumns, follows));
        }
      }
    }
    return keys;
  }

  @Override
  public Set<String> relations(Connection connection, String namespace) throws SQLException {
    Set<String> names = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?")) {
      statement.setString(1, namespace);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }

  @Override
  public List<String> children(Connection connection, String namespace, String table) {
    return List.of(); // a partition of a partitioned table has no name of its own in SQL
  }

  @Override
  public Map<String, Boolean> partitionTree(Connection connection, String namespace, String table) {
    return Map.of();
  }

  @Override
  public Map<String, Boolean> partitionsUnder(
      Connection connection, String namespace, String table) {
    return Map.of();
  }

  @Override
  public Map<String, String> viewsOf(Connection connection, String namespace, String relation) {
    return Map.of(); // a view keeps the names that it was made with
  }

  @Override
  public OptionalLong firstId(
      Connection connection, String namespace, String table, String column) {
    return OptionalLong.empty(); // AUTO_INCREMENT = n stands in the statement
  }

  @Override
  public Optional<long[]> sequence(Connection connection, String namespace, String name) {
    return Optional.empty(); // MySQL has none
  }

  @Override
  public Optional<String> tableOfTrigger(Connection connection, String namespace, String trigger)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?"
                + " AND TRIGGER_NAME = ?")) {
      statement.setString(1, namespace);
      statement.setString(2, trigger);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  @Override
  public Optional<String> tableOfIndex(Connection connection, String namespace, String index) {
    return Optional.empty(); // DROP INDEX names the table
  }

  @Override
  public Optional<String> routineBody(Connection connection, String namespace, String name) {
    return Optional.empty(); // a trigger has its body in itself
  }

  @Override
  public List<String> tablesWithTriggersBy(
      Connection connection, String namespace, String routine) {
    return List.of();
  }

  @Override
  public List<String> constraints(Connection connection, String namespace, String table)
      throws SQLException {
    return names(
        connection,
        "SELECT CONSTRAINT_NAME FROM information_schema.TABLE_CONSTRAINTS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
        namespace,
        table);
  }

  @Override
  public List<String> referring(Connection connection, String namespace, String table)
      throws SQLException {
    return names(
        connection,
        "SELECT TABLE_NAME FROM information_schema.KEY_COLUMN_USAGE"
            + " WHERE TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?",
        namespace,
        table);
  }

  /** The different names that a query about a table gives. */
  private static List<String> names(
      Connection connection, String query, String namespace, String table) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, namespace);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return List.copyOf(names);
  }

  @Override
  public boolean referredFromOutside(Connection connection, String namespace, List<String> tables)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT TABLE_NAME, REFERENCED_TABLE_NAME FROM information_schema.KEY_COLUMN_USAGE"
                + " WHERE TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME IS NOT NULL")) {
      statement.setString(1, namespace);
      try (ResultSet rows = statement.executeQuery()) {
        boolean referred = false;
        while (rows.next()) {
          referred |= !tables.contains(rows.getString(1)) && tables.contains(rows.getString(2));
        }
        return referred;
      }
    }
  }

  @Override
  public boolean databaseExists(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  @Override
  public boolean namespaceEmpty(Connection connection, String namespace) throws SQLException {
    return Set.of(DecisionTable.NAME).containsAll(relations(connection, namespace));
  }
}
