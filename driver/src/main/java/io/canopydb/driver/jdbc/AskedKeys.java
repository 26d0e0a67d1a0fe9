package io.canopydb.driver.jdbc;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions.GeneratedKeys;
import io.canopydb.driver.front.LogicalNames;
import io.canopydb.metadata.model.Engine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** JDBC's four ways to ask for generated keys. */
final class AskedKeys {
  private static final GeneratedKeys NONE = new GeneratedKeys.None();
  private static final GeneratedKeys ALL = new GeneratedKeys.All();

  private AskedKeys() {}

  static GeneratedKeys of(int constant) throws SQLException {
    return switch (constant) {
      case Statement.NO_GENERATED_KEYS -> NONE;
      case Statement.RETURN_GENERATED_KEYS -> ALL;
      default ->
          throw CanopyError.INVALID_ARGUMENT.with(
              constant + " says nothing of generated keys", "use a constant of java.sql.Statement");
    };
  }

  /** By the numbers of columns, which MySQL's driver does not look at, and PostgreSQL's refuses. */
  static GeneratedKeys of(int[] columns, Engine engine) throws SQLException {
    if (columns.length == 0) {
      return NONE;
    }
    return switch (engine) {
      case MYSQL -> ALL;
      case POSTGRESQL ->
          throw CanopyError.UNSUPPORTED.with(
              "asking for generated keys by the numbers of columns", "give their names");
    };
  }

  static GeneratedKeys of(String[] columns) {
    return columns.length == 0 ? NONE : new GeneratedKeys.Columns(List.of(columns));
  }

  /** What there is where a statement gave no keys. */
  static ResultSet noneGiven(Engine engine, LogicalNames names) {
    return new CopiedResultSet(
        null,
        engine,
        ResultSet.TYPE_FORWARD_ONLY,
        () -> new CanopyResultSetMetaData(FixedColumns.NONE, 0, names),
        List.of());
  }
}
