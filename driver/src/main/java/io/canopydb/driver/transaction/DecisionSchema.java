package io.canopydb.driver.transaction;

import io.canopydb.driver.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes decision tables, and finds those that an older version made. */
public final class DecisionSchema {
  private DecisionSchema() {}

  /**
   * The statements that make the table in a partition's namespace. Whoever may write in the
   * partition may decide there.
   */
  public static List<String> creation(Dialect dialect, String namespace) {
    String table = dialect.quoteName(namespace) + '.' + dialect.quoteName(DecisionTable.NAME);
    return TwoPhase.of(dialect.engine()).creation(table);
  }

  /** What gives the table of an older version the column that it lacks. */
  static String upgrade(DecisionPlace.Found at) {
    return "ALTER TABLE "
        + at.table()
        + " ADD COLUMN "
        + TwoPhase.of(at.leaf().engine()).managersColumn();
  }

  /** Those of one database's partitions, all on this leaf, whose tables lack the column. */
  static List<DecisionPlace.Found> outdated(
      Connection connection, List<DecisionPlace.Found> partitions) throws SQLException {
    Dialect dialect = Dialect.of(partitions.get(0).leaf().engine());
    Map<String, DecisionPlace.Found> lacking = new LinkedHashMap<>();
    for (DecisionPlace.Found at : partitions) {
      lacking.put(dialect.partitionNamespace(at.database(), at.ordinal()), at);
    }
    String names = String.join(", ", Collections.nCopies(partitions.size(), "?"));
    String sql =
        "SELECT table_schema FROM information_schema.columns WHERE table_name = '"
            + DecisionTable.NAME
            + "' AND column_name = 'xid' AND table_schema IN ("
            + names
            + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (String namespace : List.copyOf(lacking.keySet())) {
        statement.setString(parameter++, namespace);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          lacking.remove(rows.getString(1));
        }
      }
    }
    return List.copyOf(lacking.values());
  }
}
