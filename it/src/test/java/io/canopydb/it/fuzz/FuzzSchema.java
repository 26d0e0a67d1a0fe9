package io.canopydb.it.fuzz;

import io.canopydb.it.fuzz.FuzzTable.Column;
import io.canopydb.it.fuzz.FuzzTable.Placement;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Some tables whose columns of one name are of one sort, with rows that often agree. Immutable.
 *
 * @param tables at least three
 * @param views over them; not all need be valid
 */
record FuzzSchema(Engine engine, List<FuzzTable> tables, List<View> views) {

  /** A view whose columns are c1, c2 and so on. */
  record View(String name, List<Sort> sorts, String query) {
    String create() {
      return "CREATE VIEW " + name + " AS " + query;
    }
  }

  private static final List<String> TEXTS =
      List.of("a", "A", "b", "B", "ab", "", "5", "05", "x y", "a%", "zz", "a_b", "c");

  FuzzSchema {
    tables = List.copyOf(tables);
    views = List.copyOf(views);
  }

  static FuzzSchema random(Engine engine, Dice dice) {
    List<FuzzTable> tables = new ArrayList<>();
    int count = dice.between(3, 6);
    for (int i = 1; i <= count; i++) {
      tables.add(table(engine, dice, "t" + i, i));
    }
    FuzzSchema bare = new FuzzSchema(engine, tables, List.of());
    List<View> views = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      Queries queries = new Queries(bare, dice);
      List<Sort> sorts = queries.sorts(1, 4);
      views.add(new View("v" + i, sorts, queries.subquery(sorts, 1, null).sql()));
    }
    return new FuzzSchema(engine, tables, views);
  }

  private static FuzzTable table(Engine engine, Dice dice, String name, int number) {
    List<Column> columns = new ArrayList<>();
    List<String> key = new ArrayList<>();
    Placement placement;
    // The first tables are of each kind; the others of any.
    switch (number <= 3 ? number : dice.between(1, 7)) {
      case 1, 4 -> {
        columns.add(integer(dice, "k", true));
        key.add("k");
        placement = new Placement.ByKey(List.of("k"));
      }
      case 2 -> {
        columns.add(integer(dice, "k", true));
        columns.add(integer(dice, "m", true));
        key.addAll(List.of("k", "m"));
        placement = new Placement.ByKey(dice.chance(50) ? List.of("k") : List.of("k", "m"));
      }
      case 3 -> placement = dice.chance(50) ? new Placement.Everywhere() : new Placement.Keyless();
      case 5 -> {
        columns.add(text(engine, dice, "s1", true));
        columns.add(integer(dice, "k", true));
        key.addAll(List.of("s1", "k"));
        placement = new Placement.ByKey(List.of("s1"));
      }
      case 6 -> {
        // NULL is a key too.
        columns.add(integer(dice, "k", false));
        placement = new Placement.ByKey(List.of("k"));
      }
      default -> placement = new Placement.Keyless();
    }
    if (placement instanceof Placement.Everywhere) {
      columns.add(integer(dice, "k", true));
      key.add("k");
    }
    further(engine, dice, columns);
    return new FuzzTable(name, columns, key, placement, rows(dice, columns, key));
  }

  private static void further(Engine engine, Dice dice, List<Column> columns) {
    int count = dice.between(3, 6);
    Set<String> names = new HashSet<>();
    columns.forEach(column -> names.add(column.name()));
    for (int i = 0; i < count; i++) {
      String name = dice.word("k", "m", "i1", "i2", "s1", "s2", "s3", "d1", "d2", "f1", "h1", "h2");
      if (names.add(name)) {
        columns.add(column(engine, dice, name));
      }
    }
  }

  private static Column column(Engine engine, Dice dice, String name) {
    return switch (name.charAt(0)) {
      case 's' -> text(engine, dice, name, false);
      case 'd' -> new Column(name, Sort.DECIMAL, name + " DECIMAL(10,2)");
      case 'f' -> new Column(name, Sort.DOUBLE, name + " DOUBLE PRECISION");
      case 'h' -> new Column(name, Sort.DATE, name + " DATE");
      default -> integer(dice, name, false);
    };
  }

  private static Column integer(Dice dice, String name, boolean required) {
    String type = dice.chance(70) ? "INT" : dice.word("BIGINT", "SMALLINT");
    return new Column(name, Sort.INT, name + " " + type + (required ? " NOT NULL" : ""));
  }

  private static Column text(Engine engine, Dice dice, String name, boolean required) {
    boolean other = dice.chance(15);
    String collation =
        switch (engine) {
          case MYSQL -> other ? " COLLATE " + dice.word("utf8mb4_bin", "utf8mb4_general_ci") : "";
          case POSTGRESQL -> other ? " COLLATE \"C\"" : "";
        };
    return new Column(
        name, Sort.TEXT, name + " VARCHAR(20)" + collation + (required ? " NOT NULL" : ""));
  }

  private static List<List<String>> rows(Dice dice, List<Column> columns, List<String> key) {
    int count = dice.chance(6) ? 0 : dice.chance(10) ? 1 : dice.between(5, 24);
    List<List<String>> rows = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < count; i++) {
      List<String> row = new ArrayList<>();
      StringBuilder keyValue = new StringBuilder();
      for (Column column : columns) {
        boolean inKey = key.contains(column.name());
        String value =
            inKey && column.sort() == Sort.INT
                ? Integer.toString(dice.between(1, key.size() == 1 ? 30 : 8))
                : value(dice, column.sort(), !inKey);
        row.add(value);
        if (inKey) {
          keyValue.append(value.toLowerCase(Locale.ROOT)).append('|');
        }
      }
      if (key.isEmpty() || keys.add(keyValue.toString())) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** A literal; where it may be, now and then NULL. */
  static String value(Dice dice, Sort sort, boolean nullable) {
    if (nullable && dice.chance(15)) {
      return "NULL";
    }
    return switch (sort) {
      case INT -> Integer.toString(dice.between(-2, 9));
      case DECIMAL -> dice.word("0.00", "1.50", "2.25", "-3.10", "10.00", "0.01", "99.99");
      case DOUBLE -> dice.word("0.25e0", "-1.5e0", "2e0", "100.75e0", "0e0");
      case TEXT -> "'" + dice.one(TEXTS) + "'";
      case DATE ->
          "DATE '" + dice.word("2020-01-01", "2020-02-29", "1999-12-31", "2024-07-04") + "'";
      case BOOL -> dice.word("1 = 1", "1 = 0");
    };
  }
}
