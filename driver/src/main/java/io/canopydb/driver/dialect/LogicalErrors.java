package io.canopydb.driver.dialect;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Errors of leaves with the names that the user knows: {@code shop} for MySQL's partition {@code
 * shop_3}, no schema for PostgreSQL's. What may be the user's data is left alone.
 */
public final class LogicalErrors {
  /** A quoted name before a dot, in a message of any kind. */
  private static final Pattern QUOTED = Pattern.compile("`([^`]+_\\d{1,5})`(?=\\.)");

  /** {@code 'shop_3.t'}, in those messages that name an object so. */
  private static final Pattern OBJECT = Pattern.compile("(?<=')([^'.`]+_\\d{1,5})(?=\\.)");

  /** A foreign key to a table of another namespace, which to the user is the table's own. */
  private static final Pattern PARENT =
      Pattern.compile("(\\(`([^`]+)`\\..*)REFERENCES `\\2`\\.(?=`)", Pattern.DOTALL);

  /** PostgreSQL quotes names that need it. */
  private static final Pattern QUALIFIER =
      Pattern.compile("(?<![\\w$\"])(\"(?:[^\"]|\"\")+_\\d{1,5}\"|[\\w$]+_\\d{1,5})\\.");

  private static final Pattern ORDINAL = Pattern.compile("\\d{1,5}");

  private final ClusterSnapshot snapshot;
  private final Dialect dialect;

  public LogicalErrors(ClusterSnapshot snapshot, Dialect dialect) {
    this.snapshot = snapshot;
    this.dialect = dialect;
  }

  /** The database of which a namespace is a partition; null where it is none. */
  public static @Nullable String databaseOf(ClusterSnapshot snapshot, String namespace) {
    int underscore = namespace.lastIndexOf('_');
    String ordinal = namespace.substring(underscore + 1);
    if (underscore < 1 || !ORDINAL.matcher(ordinal).matches()) {
      return null;
    }
    String name = namespace.substring(0, underscore);
    Database database = snapshot.databases().get(name);
    return database != null && Integer.parseInt(ordinal) < database.partitionMap().count()
        ? name
        : null;
  }

  public SQLException of(SQLException error) {
    return switch (dialect.engine()) {
      case MYSQL -> MySqlError.reworded(error, message -> inMessage(error.getErrorCode(), message));
      case POSTGRESQL -> postgreSql(error);
    };
  }

  /** A message of MySQL's. */
  public String inMessage(int code, String message) {
    String told = named(QUOTED, message, "`%s`");
    return switch (code) {
      // No such table or view, routine; not of that kind; a broken view; no right to it.
      case 1146, 1305, 1347, 1356, 1142, 1143 -> named(OBJECT, told, "%s");
      case 1216, 1217, 1451, 1452 -> PARENT.matcher(told).replaceFirst("$1REFERENCES ");
      default -> told;
    };
  }

  private String named(Pattern pattern, String message, String form) {
    return pattern
        .matcher(message)
        .replaceAll(
            found -> {
              String database = databaseOf(snapshot, found.group(1));
              return Matcher.quoteReplacement(
                  database == null ? found.group() : form.formatted(database));
            });
  }

  private SQLException postgreSql(SQLException error) {
    PostgreSqlError said = PostgreSqlError.of(error);
    if (said == null) {
      return error;
    }
    // Other messages quote data.
    if (Objects.toString(error.getSQLState(), "").startsWith("42")) {
      said.change(PostgreSqlError.MESSAGE, this::unqualified);
    }
    return said.change(PostgreSqlError.WHERE, this::unqualified)
        .change(PostgreSqlError.INTERNAL_QUERY, this::unqualified)
        .change(PostgreSqlError.SCHEMA, this::schema)
        .told();
  }

  private String schema(String name) {
    String database = databaseOf(snapshot, name);
    return database == null ? name : dialect.shellNamespace(database);
  }

  private String unqualified(String text) {
    return QUALIFIER
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1).replace("\"", "");
              boolean ours = databaseOf(snapshot, name) != null;
              return ours ? "" : Matcher.quoteReplacement(found.group());
            });
  }
}
