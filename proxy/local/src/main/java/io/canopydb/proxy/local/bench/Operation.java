package io.canopydb.proxy.local.bench;

import java.sql.SQLException;

/** What is done over and over, by several threads at once. It checks what it gets. */
@FunctionalInterface
interface Operation {

  void run() throws SQLException;
}
