package io.canopydb.driver.ddl.text;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a DDL statement leaves to the catalogue of a leaf. */
public interface DdlLookup {

  /** The table of a trigger, where the engine's DROP TRIGGER does not name it (MySQL). */
  Optional<String> tableOfTrigger(String trigger) throws SQLException;

  /** The table of an index, where the engine's DROP INDEX does not name it (PostgreSQL). */
  Optional<String> tableOfIndex(String index) throws SQLException;

  /** The code of a function that triggers run (PostgreSQL). */
  Optional<String> triggerBody(String function) throws SQLException;

  /** Whether another table has a foreign key to one of these (MySQL). */
  boolean referredFromOutside(List<String> tables) throws SQLException;

  /** What each index of a table is over, in order: columns, prefixes, expressions (MySQL). */
  List<List<String>> indexes(String table) throws SQLException;

  /** The names of a table's constraints. */
  List<String> constraints(String table) throws SQLException;

  /** The tables with a trigger that runs this function (PostgreSQL). */
  List<String> tablesWithTriggersBy(String function) throws SQLException;
}
