package io.canopydb.driver.dialect;

import java.sql.Connection;
import java.util.Locale;
import java.util.OptionalInt;

/** The four levels by the names that both engines have for them. */
enum IsolationLevel {
  READ_UNCOMMITTED(Connection.TRANSACTION_READ_UNCOMMITTED),
  READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
  REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
  SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

  private final int number;

  IsolationLevel(int number) {
    this.number = number;
  }

  /** The name of a constant of Connection, its words joined as the engine does. */
  static String name(int level, char between) {
    for (IsolationLevel each : values()) {
      if (each.number == level) {
        return each.name().replace('_', between);
      }
    }
    throw new IllegalArgumentException(level + " is no isolation level");
  }

  /** The constant that an expression, with or without quotes, names. */
  static OptionalInt number(String expression) {
    String text = expression.strip().toUpperCase(Locale.ROOT);
    if (text.length() > 1 && (text.charAt(0) == '\'' || text.charAt(0) == '"')) {
      text = text.substring(1, text.length() - 1);
    }
    String plain = text.replace('-', '_').replace(' ', '_');
    for (IsolationLevel each : values()) {
      if (each.name().equals(plain)) {
        return OptionalInt.of(each.number);
      }
    }
    return OptionalInt.empty();
  }
}
