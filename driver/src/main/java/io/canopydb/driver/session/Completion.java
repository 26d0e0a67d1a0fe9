package io.canopydb.driver.session;

import java.util.OptionalLong;

/**
 * What is said of a statement beside its rows or count: PostgreSQL's CommandComplete, and MySQL's
 * packets of OK and EOF, are made of it.
 *
 * @param command what was done, as PostgreSQL calls it: {@code INSERT}, {@code CREATE TABLE}
 * @param counts whether a number of rows belongs to it
 * @param insertId the first number that MySQL's AUTO_INCREMENT, or LAST_INSERT_ID(expression), gave
 *     in it; 0 for none
 * @param warnings how many warnings there are, as SHOW WARNINGS would list them
 * @param status where the session's transaction stands behind it
 * @param changed how many rows MySQL's UPDATE has changed, of those that it has found and that its
 *     count says; empty where that was not told
 */
public record Completion(
    String command,
    boolean counts,
    long insertId,
    int warnings,
    TransactionStatus status,
    OptionalLong changed) {

  /** Of what is no UPDATE of MySQL's. */
  public Completion(
      String command, boolean counts, long insertId, int warnings, TransactionStatus status) {
    this(command, counts, insertId, warnings, status, OptionalLong.empty());
  }

  /** Before the session has said anything of it. */
  static final Completion NONE = new Completion("", false, 0, 0, TransactionStatus.IDLE);

  /**
   * PostgreSQL's command tag.
   *
   * @param rows how many were given, or written
   */
  public String tag(long rows) {
    if (!counts) {
      return command;
    }
    return command.equals("INSERT") ? "INSERT 0 " + rows : command + " " + rows;
  }
}
