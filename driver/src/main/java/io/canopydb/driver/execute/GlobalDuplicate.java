package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.MySqlError;
import io.canopydb.driver.dialect.PostgreSqlError;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.SQLException;

/** The duplicate of a global key, told as the engine tells that of a key of the table itself. */
public final class GlobalDuplicate {
  private GlobalDuplicate() {}

  /**
   * What the user gets.
   *
   * @param found the leaf's error about the lookup table
   * @param table whose key it is
   */
  public static SQLException of(SQLException found, UniqueKey key, String table, Engine engine) {
    String lookup = String.valueOf(key.lookup());
    return switch (engine) {
      case MYSQL ->
          MySqlError.reworded(
              found, message -> message.replace(lookup + ".PRIMARY", table + "." + key.name()));
      case POSTGRESQL -> postgreSql(found, key, table, lookup);
    };
  }

  /** What the user gets where the key is being made. */
  public static SQLException ofNewKey(
      SQLException found, UniqueKey key, String table, Engine engine) {
    SQLException told = of(found, key, table, engine);
    PostgreSqlError postgreSql = engine == Engine.POSTGRESQL ? PostgreSqlError.of(told) : null;
    return postgreSql == null
        ? told
        : postgreSql
            .set(PostgreSqlError.MESSAGE, "could not create unique index \"" + key.name() + '"')
            .change(
                PostgreSqlError.DETAIL,
                detail -> detail.replace("already exists.", "is duplicated."))
            .told();
  }

  private static SQLException postgreSql(
      SQLException found, UniqueKey key, String table, String lookup) {
    PostgreSqlError told = PostgreSqlError.of(found);
    if (told == null) {
      return found;
    }
    return told.change(
            PostgreSqlError.MESSAGE, message -> message.replace(lookup + "_pkey", key.name()))
        .set(PostgreSqlError.WHERE, null)
        .set(PostgreSqlError.SCHEMA, "public")
        .set(PostgreSqlError.TABLE, table)
        .set(PostgreSqlError.CONSTRAINT, key.name())
        .told();
  }
}
