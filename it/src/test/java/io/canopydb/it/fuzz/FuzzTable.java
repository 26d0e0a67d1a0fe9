package io.canopydb.it.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of a random schema.
 *
 * @param key the columns of its primary key; empty for none
 * @param placement how the cluster places its rows
 * @param rows each a list of literals
 */
record FuzzTable(
    String name,
    List<Column> columns,
    List<String> key,
    Placement placement,
    List<List<String>> rows) {

  private static final int ROWS = 50;

  /** A column with its definition. */
  record Column(String name, Sort sort, String definition) {}

  /** How a cluster places rows. */
  sealed interface Placement {
    /** By some columns, all of the primary key. */
    record ByKey(List<String> columns) implements Placement {}

    /** In turns. */
    record Keyless() implements Placement {}

    /** Everywhere. */
    record Everywhere() implements Placement {}
  }

  FuzzTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    rows = rows.stream().map(List::copyOf).toList();
  }

  String createPlain() {
    return "CREATE TABLE " + name + " (" + body() + ")";
  }

  String createCanopy() {
    if (placement instanceof Placement.ByKey by) {
      String columnsOfKey = String.join(", ", by.columns());
      return "CREATE TABLE " + name + " (" + body() + ", SHARD KEY (" + columnsOfKey + "))";
    }
    String what = placement instanceof Placement.Everywhere ? "REFERENCE TABLE " : "TABLE ";
    return "CREATE " + what + name + " (" + body() + ")";
  }

  private String body() {
    String all = columns.stream().map(Column::definition).collect(Collectors.joining(", "));
    return key.isEmpty() ? all : all + ", PRIMARY KEY (" + String.join(", ", key) + ")";
  }

  /** The statements that fill it. */
  List<String> inserts() {
    List<String> statements = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += ROWS) {
      statements.add(
          "INSERT INTO "
              + name
              + " VALUES "
              + rows.subList(from, Math.min(rows.size(), from + ROWS)).stream()
                  .map(row -> "(" + String.join(", ", row) + ")")
                  .collect(Collectors.joining(", ")));
    }
    return statements;
  }
}
