package io.canopydb.driver.dialect;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** What a PostgreSQL server said of an error, field by field, to be told in other words. */
public final class PostgreSqlError {
  public static final char MESSAGE = 'M';
  public static final char DETAIL = 'D';
  public static final char POSITION = 'P';
  public static final char WHERE = 'W';
  public static final char INTERNAL_QUERY = 'q';
  public static final char SCHEMA = 's';
  public static final char TABLE = 't';
  public static final char CONSTRAINT = 'n';

  private final SQLException cause;
  private final Map<Character, String> fields = new LinkedHashMap<>();

  private PostgreSqlError(SQLException cause, ServerErrorMessage said) {
    this.cause = cause;
    set('S', said.getSeverity());
    set('C', said.getSQLState());
    set(MESSAGE, said.getMessage());
    set(DETAIL, said.getDetail());
    set('H', said.getHint());
    set(POSITION, number(said.getPosition()));
    set('p', number(said.getInternalPosition()));
    set(INTERNAL_QUERY, said.getInternalQuery());
    set(WHERE, said.getWhere());
    set(SCHEMA, said.getSchema());
    set(TABLE, said.getTable());
    set('c', said.getColumn());
    set('d', said.getDatatype());
    set(CONSTRAINT, said.getConstraint());
    set('F', said.getFile());
    set('L', number(said.getLine()));
    set('R', said.getRoutine());
  }

  /** Null where no server said it. */
  public static @Nullable PostgreSqlError of(SQLException error) {
    ServerErrorMessage said =
        error instanceof PSQLException own
            ? own.getServerErrorMessage()
            : error instanceof PSQLWarning warning ? warning.getServerErrorMessage() : null;
    return said == null ? null : new PostgreSqlError(error, said);
  }

  /** An error as a server words it. */
  public static SQLException saying(String sqlState, String message) {
    return said("SERROR\0C" + sqlState + "\0M" + message + "\0");
  }

  /** An error as a server words it, with a hint. */
  public static SQLException saying(String sqlState, String message, String hint) {
    return said("SERROR\0C" + sqlState + "\0M" + message + "\0H" + hint + "\0");
  }

  private static SQLException said(String fields) {
    return new PSQLException(new ServerErrorMessage(fields));
  }

  private static @Nullable String number(int number) {
    return number > 0 ? Integer.toString(number) : null;
  }

  public @Nullable String get(char field) {
    return fields.get(field);
  }

  /** The place in the text, from 1; 0 where it names none. */
  public int position() {
    return Integer.parseInt(fields.getOrDefault(POSITION, "0"));
  }

  /** Sets a field; null takes it away. */
  public PostgreSqlError set(char field, @Nullable String text) {
    if (text == null) {
      fields.remove(field);
    } else {
      fields.put(field, text);
    }
    return this;
  }

  public PostgreSqlError position(int position) {
    return set(POSITION, number(position));
  }

  /** Changes a field, if it is there. */
  public PostgreSqlError change(char field, UnaryOperator<String> change) {
    fields.computeIfPresent(field, (letter, text) -> change.apply(text));
    return this;
  }

  /** The error as it is now; the one that it was made of where nothing is changed. */
  public SQLException told() {
    PostgreSqlError before = of(cause);
    if (before != null && before.fields.equals(fields)) {
      return cause;
    }
    // As the protocol has it: a letter, the text, a zero.
    StringBuilder message = new StringBuilder();
    fields.forEach((letter, text) -> message.append(letter).append(text).append('\0'));
    PSQLException told = new PSQLException(new ServerErrorMessage(message.toString()));
    told.setStackTrace(cause.getStackTrace());
    for (Throwable suppressed : cause.getSuppressed()) {
      told.addSuppressed(suppressed);
    }
    return told;
  }
}
