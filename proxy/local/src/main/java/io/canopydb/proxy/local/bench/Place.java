package io.canopydb.proxy.local.bench;

import javax.sql.DataSource;

/**
 * Where statements are sent, and their texts there. Immutable.
 *
 * @param prefix what stands before a table's name: nothing, or a quoted namespace and a dot
 */
record Place(DataSource source, String prefix, Texts texts) {

  /** The statements of an application. */
  record Texts(
      String select,
      String update,
      String insert,
      String count,
      String ordered,
      String all,
      String fill) {}

  /**
   * @param event the table that inserts go to
   */
  static Place of(DataSource source, String prefix, String event) {
    String account = prefix + "account";
    return new Place(
        source,
        prefix,
        new Texts(
            "SELECT owner, balance FROM " + account + " WHERE id = ?",
            "UPDATE " + account + " SET balance = balance + ? WHERE id = ?",
            "INSERT INTO " + prefix + event + " (id, account, note) VALUES (?, ?, ?)",
            "SELECT COUNT(*), SUM(score) FROM " + account + " WHERE id > ?",
            "SELECT id, score FROM " + account + " ORDER BY score DESC, id LIMIT 10",
            "SELECT id, owner, balance, score FROM " + account,
            "INSERT INTO " + account + " (id, owner, balance, score) VALUES (?, ?, ?, ?)"));
  }
}
