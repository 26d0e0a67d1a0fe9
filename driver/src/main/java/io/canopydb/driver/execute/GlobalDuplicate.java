package io.canopydb.driver.execute;

import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.UniqueKey;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The duplicate of a global key, told as the engine tells that of a key of the table itself. */
final class GlobalDuplicate {
  private GlobalDuplicate() {}

  /**
   * What the user gets.
   *
   * @param found the leaf's error about the lookup table
   * @param table whose key it is
   */
  static SQLException of(SQLException found, UniqueKey key, String table, Engine engine) {
    String lookup = String.valueOf(key.lookup());
    return switch (engine) {
      case MYSQL ->
          new SQLIntegrityConstraintViolationException(
              String.valueOf(found.getMessage())
                  .replace(lookup + ".PRIMARY", table + "." + key.name()),
              found.getSQLState(),
              found.getErrorCode(),
              found);
      case POSTGRESQL -> postgreSql(found, key, table, lookup);
    };
  }

  private static SQLException postgreSql(
      SQLException found, UniqueKey key, String table, String lookup) {
    ServerErrorMessage told =
        found instanceof PSQLException postgreSql ? postgreSql.getServerErrorMessage() : null;
    if (told == null) {
      return found;
    }
    StringBuilder fields = new StringBuilder();
    String message = String.valueOf(told.getMessage()).replace(lookup + "_pkey", key.name());
    field(fields, 'S', told.getSeverity());
    field(fields, 'C', told.getSQLState());
    field(fields, 'M', message);
    field(fields, 'D', told.getDetail());
    field(fields, 's', "public");
    field(fields, 't', table);
    field(fields, 'n', key.name());
    PSQLException error = new PSQLException(new ServerErrorMessage(fields.toString()));
    error.initCause(found);
    return error;
  }

  /** As the protocol has it: a letter, the text, a zero. */
  private static void field(StringBuilder fields, char letter, @Nullable String text) {
    if (text != null) {
      fields.append(letter).append(text).append('\0');
    }
  }
}
