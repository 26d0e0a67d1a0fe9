package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.command.ResultColumn;
import io.canopydb.driver.ddl.text.ShownTable;
import io.canopydb.driver.dialect.PostgreSqlShows;
import io.canopydb.driver.dialect.StoredSize;
import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.merge.ValuesCursor;
import io.canopydb.driver.merge.ValuesRow;
import io.canopydb.driver.parse.StatementKind.Describe;
import io.canopydb.driver.parse.StatementKind.Show;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.command.SyncVariable;
import java.math.BigInteger;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * SHOW and DESCRIBE: what one leaf says of its shell, completed by what only the cluster knows. On
 * PostgreSQL some of MySQL's, too, since no setting is called so.
 */
final class Shown {
  private static final String ANY_NAME = "'%'";

  private final SessionState session;
  private final Cluster cluster;
  private final Tokens tokens;

  Shown(SessionState session, Tokens tokens) {
    this.session = session;
    this.cluster = session.cluster();
    this.tokens = tokens;
  }

  /** Has a leaf answer the statement as it is. */
  interface Leaf {
    Outcome answer() throws SQLException;
  }

  Outcome describe(Describe describe, Leaf leaf) throws SQLException {
    return switch (cluster.engine()) {
      case MYSQL -> leaf.answer();
      case POSTGRESQL -> rows(PostgreSqlShows.columns(quoted(describe.table()), false, ANY_NAME));
    };
  }

  Outcome show(Show show, Leaf leaf) throws SQLException {
    return switch (cluster.engine()) {
      case MYSQL ->
          switch (show.what()) {
            case "CREATE TABLE" -> createTable(show, leaf.answer());
            case "VARIABLES" -> variables(leaf.answer());
            case "TABLE STATUS" -> tableStatus(show, leaf.answer());
            default -> leaf.answer();
          };
      case POSTGRESQL -> onPostgreSql(show, leaf);
    };
  }

  private Outcome createTable(Show show, Outcome answer) throws SQLException {
    if (!(session.catalogue().resolve(show.object()) instanceof Catalogue.Base base)) {
      return answer;
    }
    Outcome.Rows rows = (Outcome.Rows) answer;
    List<ValuesRow> shown = new ArrayList<>();
    for (ValuesRow row : copied(rows)) {
      String definition = String.valueOf(row.values()[1]);
      shown.add(
          ValuesRow.of(
              row.values()[0], ShownTable.commented(definition, base.table(), cluster.dialect())));
    }
    return new Outcome.Rows(new ValuesCursor(shown), rows.columns());
  }

  /** Rows and bytes of all partitions, in the place of those of the shell's empty twins. */
  private Outcome tableStatus(Show show, Outcome answer) throws SQLException {
    String database = show.database() == null ? session.database() : show.database();
    Map<String, StoredSize> sizes = new HashMap<>();
    for (StoredSize size :
        new ClusterSizes(cluster, session.map(), session.caller().credentials(), session.database())
            .read()) {
      if (size.database().equals(database)) {
        sizes.put(size.name(), size);
      }
    }
    Outcome.Rows rows = (Outcome.Rows) answer;
    List<ValuesRow> shown = new ArrayList<>();
    for (ValuesRow row : copied(rows)) {
      @Nullable Object[] values = row.values().clone();
      StoredSize size = sizes.get(String.valueOf(values[0]));
      if (size != null) {
        values[4] = BigInteger.valueOf(size.rows());
        values[5] = BigInteger.valueOf(size.data() / Math.max(1, size.rows()));
        values[6] = BigInteger.valueOf(size.data());
        values[8] = BigInteger.valueOf(size.indexes());
        values[9] = BigInteger.valueOf(size.free());
      }
      shown.add(new ValuesRow(values));
    }
    return new Outcome.Rows(new ValuesCursor(shown), rows.columns());
  }

  /** A leaf judges by LIKE or WHERE, which of the cluster's variables are asked for. */
  private Outcome variables(Outcome answer) throws SQLException {
    Outcome.Rows rows = (Outcome.Rows) answer;
    int from = Math.max(tokens.indexOfWord(0, "LIKE", 0), tokens.indexOfWord(0, "WHERE", 0));
    String condition =
        from < 0
            ? ""
            : tokens.is(from, "LIKE")
                ? " WHERE Variable_name " + tokens.text(from, tokens.size() - 1)
                : " " + tokens.text(from, tokens.size() - 1);
    List<String> selects = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    for (SyncVariable variable : SyncVariable.values()) {
      selects.add("SELECT ? AS Variable_name, ? AS Value");
      parameters.add(variable.sqlName());
      parameters.add(variable.value(session.map()));
    }
    String sql = "SELECT * FROM (" + String.join(" UNION ALL ", selects) + ") AS shown" + condition;
    List<ValuesRow> all = new ArrayList<>(copied(rows));
    all.addAll(copied(rows(new PostgreSqlShows.Query(sql, parameters))));
    all.sort(Comparator.comparing(row -> String.valueOf(row.values()[0])));
    return new Outcome.Rows(new ValuesCursor(all), rows.columns());
  }

  private Outcome onPostgreSql(Show show, Leaf leaf) throws SQLException {
    boolean full = show.modifiers().contains("FULL");
    switch (show.what()) {
      case "TABLES" -> {
        String database = String.valueOf(session.database());
        String schema = database.equals(show.database()) ? null : show.database();
        return rows(PostgreSqlShows.tables(database, full, schema, like()));
      }
      case "COLUMNS" -> {
        return rows(PostgreSqlShows.columns(table(show), full, like()));
      }
      case "INDEX", "INDEXES" -> {
        return rows(PostgreSqlShows.indexes(table(show)));
      }
      case "CREATE TABLE", "CREATE VIEW" -> {
        return definition(show);
      }
      case "ALL" -> {
        return settings((Outcome.Rows) leaf.answer());
      }
      default -> {
        SyncVariable variable = SyncVariable.of(show.what()).orElse(null);
        return variable == null
            ? leaf.answer()
            : MadeRows.of(
                List.of(new ResultColumn(variable.sqlName(), JDBCType.VARCHAR)),
                List.of(ValuesRow.of(variable.value(session.map()))));
      }
    }
  }

  private Outcome definition(Show show) throws SQLException {
    PostgreSqlShows.Definition found =
        session.onShell(
            connection -> PostgreSqlShows.definition(connection, quoted(show.object())));
    String what = found.view() ? "View" : "Table";
    List<String> statements = new ArrayList<>();
    statements.add(
        session.catalogue().resolve(show.object()) instanceof Catalogue.Base base
            ? ShownTable.commented(found.create(), base.table(), cluster.dialect())
            : found.create());
    statements.addAll(found.indexes());
    return MadeRows.of(
        List.of(
            new ResultColumn(what, JDBCType.VARCHAR),
            new ResultColumn("Create " + what, JDBCType.VARCHAR)),
        List.of(ValuesRow.of(found.name(), String.join(";\n", statements))));
  }

  private Outcome settings(Outcome.Rows rows) throws SQLException {
    List<ValuesRow> all = new ArrayList<>(copied(rows));
    for (SyncVariable variable : SyncVariable.values()) {
      all.add(
          ValuesRow.of(variable.sqlName(), variable.value(session.map()), variable.description()));
    }
    all.sort(Comparator.comparing(row -> String.valueOf(row.values()[0])));
    return new Outcome.Rows(new ValuesCursor(all), rows.columns());
  }

  /** The table of FROM, in the form that PostgreSQL reads. */
  private String table(Show show) throws SQLException {
    List<String> name = new ArrayList<>(show.object());
    if (name.isEmpty()) {
      throw CanopyError.COMMAND.with("SHOW " + show.what() + " names no table", "write FROM table");
    }
    if (name.size() == 1
        && show.database() != null
        && !show.database().equals(session.database())) {
      name.add(0, show.database());
    }
    return quoted(name);
  }

  private String quoted(List<String> name) {
    return name.stream().map(cluster.dialect()::quoteName).collect(Collectors.joining("."));
  }

  /** The pattern as it was written. */
  private String like() throws SQLException {
    if (tokens.indexOfWord(0, "WHERE", 0) >= 0) {
      throw CanopyError.UNSUPPORTED.with("WHERE in SHOW", "ask information_schema");
    }
    int at = tokens.indexOfWord(0, "LIKE", 0);
    if (at < 0) {
      return ANY_NAME;
    }
    if (at + 1 >= tokens.size() || !tokens.kind(at + 1).isString()) {
      throw CanopyError.COMMAND.with("the pattern after LIKE is missing", "write a string");
    }
    return tokens.text(at + 1);
  }

  private Outcome.Rows rows(PostgreSqlShows.Query query) throws SQLException {
    return session.askShell(
        connection -> {
          try (LeafStatement sent = session.dispatch(true).prepare(connection, query.sql())) {
            PreparedStatement statement = sent.prepared();
            for (int i = 0; i < query.parameters().size(); i++) {
              statement.setString(i + 1, query.parameters().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
              List<ValuesRow> copied = new ArrayList<>();
              @Nullable Object[] values = new Object[rows.getMetaData().getColumnCount()];
              while (rows.next()) {
                for (int c = 0; c < values.length; c++) {
                  values[c] = rows.getObject(c + 1);
                }
                copied.add(new ValuesRow(Arrays.copyOf(values, values.length)));
              }
              return new Outcome.Rows(
                  new ValuesCursor(copied), new ResultColumns(rows.getMetaData(), -1));
            }
          }
        });
  }

  private static List<ValuesRow> copied(Outcome.Rows rows) throws SQLException {
    List<ValuesRow> copied = new ArrayList<>();
    try (var cursor = rows.cursor()) {
      while (cursor.next()) {
        copied.add((ValuesRow) cursor.row());
      }
    }
    return copied;
  }
}
