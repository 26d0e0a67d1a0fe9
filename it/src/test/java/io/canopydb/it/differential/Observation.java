package io.canopydb.it.differential;

import java.util.List;
import java.util.regex.Pattern;

/** What one execution of a statement came to, as a JDBC program sees it. */
sealed interface Observation {

  /** Results in the order in which getMoreResults gave them, and generated keys if asked for. */
  record Succeeded(List<Result> results, List<Result.Table> keys) implements Observation {
    public Succeeded {
      results = List.copyOf(results);
      keys = List.copyOf(keys);
    }
  }

  /**
   * An SQLException, or worse.
   *
   * @param own whether Canopy worded it; else a server did
   */
  record Failed(String sqlState, int code, String exception, String message, boolean own)
      implements Observation {
    @Override
    public String toString() {
      return "SQLSTATE "
          + sqlState
          + " "
          + exception
          + ": "
          + message.lines().findFirst().orElse("");
    }
  }

  /** One result of a statement. */
  sealed interface Result {
    /** A result set; a row is the text of its values. */
    record Table(List<ColumnSeen> columns, List<String> rows) implements Result {
      public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
      }
    }

    /** An update count. */
    record Count(long rows) implements Result {}
  }

  /**
   * A column as ResultSetMetaData describes it.
   *
   * @param table the table it comes from, with its database (MySQL) or schema (PostgreSQL)
   */
  record ColumnSeen(
      String label, String name, int type, String typeName, String className, String table) {

    private static final Pattern PHYSICAL = Pattern.compile("canopy_|_\\d+\\.");

    /**
     * Whether Canopy may describe this column so. A result merged of several partitions does not
     * tell the table that a column comes from (nor do the engines' drivers reliably); but it never
     * tells one of Canopy's own, nor a partition.
     */
    boolean allows(ColumnSeen canopy) {
      return label.equals(canopy.label)
          && sameType(canopy)
          && (name.equals(canopy.name) || label.equals(canopy.name));
    }

    boolean sameType(ColumnSeen canopy) {
      return type == canopy.type
          && typeName.equals(canopy.typeName)
          && className.equals(canopy.className)
          && !PHYSICAL.matcher(canopy.table).find();
    }
  }
}
