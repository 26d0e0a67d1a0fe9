package io.canopydb.driver.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** How a session's settings reach a leaf's connection, and how they are undone. Stateless. */
public interface SettingSql {

  /**
   * The statement text that takes a connection from one set of settings to another; empty where
   * nothing is to do. It may hold several statements with semicolons only where the engine's driver
   * sends them in one round trip without being asked to (PostgreSQL).
   *
   * @param from what holds on the connection: variable to SQL expression. MySQL user variables are
   *     keyed with their {@code @}. A variable that {@code to} lacks goes back to the connection's
   *     default
   * @param to what is wanted, in the order it was set
   * @throws SQLException UNSUPPORTED, for a name that is no setting of a session
   */
  List<String> change(Map<String, String> from, Map<String, String> to) throws SQLException;

  /**
   * What a connection that is new has, but would lack when its variables go back to their defaults,
   * because the engine's JDBC driver or the URL sets it: variable to SQL expression. These belong
   * at the start of both maps of {@link #change}. PostgreSQL has none: RESET knows them.
   *
   * @param connection a connection whose settings nobody has changed yet
   */
  Map<String, String> startValues(Connection connection) throws SQLException;

  /**
   * The value of a variable as an expression that means the same on every connection, now and
   * later: {@code CONCAT(@@sql_mode, ',ANSI')} does not.
   *
   * @param connection where the variable was just set to the expression
   */
  String constant(Connection connection, String variable, String expression) throws SQLException;

  /** A variable as it is written in SET. */
  String name(String variable) throws SQLException;

  /** The statement that sets a variable until the end of the transaction; PostgreSQL only. */
  default String local(String variable, String expression) throws SQLException {
    return "SET LOCAL " + name(variable) + " TO " + expression;
  }

  /**
   * The expression that gives a variable the value which a text stands for, as set_config() takes
   * it.
   */
  String expression(String variable, String text);

  /**
   * Refuses a setting under which Canopy would misread texts, or give other results than one
   * server.
   *
   * @param variable its name in lower case
   * @param expression what it is to be set to
   * @throws SQLException UNSUPPORTED
   */
  void check(String variable, String expression) throws SQLException;

  /** Whether a variable takes some values only, so that an expression is computed before. */
  default boolean judgedByValue(String variable) {
    return false;
  }

  /**
   * The same for what a URL hands to the engine's driver.
   *
   * @param properties the driver's properties, by name
   * @throws SQLException UNSUPPORTED
   */
  void checkProperties(Map<String, String> properties) throws SQLException;

  /** The variable that holds the isolation of the transactions to come. */
  String isolationVariable();

  /** The expression for an isolation level, a constant of {@link Connection}. */
  String isolation(int level);

  /** The level that an expression stands for; empty where it is none of the four. */
  OptionalInt isolationLevel(String expression);
}
