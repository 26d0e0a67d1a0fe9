package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.MySqlTable.Check;
import io.canopydb.driver.ddl.MySqlTable.Column;
import io.canopydb.driver.ddl.MySqlTable.Reference;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The way back from what a MySQL table has become to what it was: what was added is dropped, what
 * was changed gets its old definition, what was dropped is added. What differs is told by what the
 * tables are; how it is written, by the engine's own text of the old one.
 */
final class TableDiff {
  private static final Dialect DIALECT = Dialect.of(Engine.MYSQL);
  private static final Pattern CHARSET =
      Pattern.compile("^(?: CHARACTER SET \\w+)?(?: COLLATE \\w+)?");

  private final MySqlTable old;
  private final MySqlTable now;
  private final TableText oldText;

  private TableDiff(MySqlTable old, MySqlTable now, TableText oldText) {
    this.old = old;
    this.now = now;
    this.oldText = oldText;
  }

  /** The difference of two descriptions; empty where the old one's text is not understood. */
  static Optional<TableDiff> of(Description before, Description after) throws SQLException {
    Optional<TableText> text = TableText.of(before.text());
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TableDiff(MySqlTable.of(before.state()), MySqlTable.of(after.state()), text.get()));
  }

  /**
   * Whether the way back gives every row its old values.
   *
   * @param strict whether the statement ran in a strict mode, which does not bend values
   */
  boolean keepsValues(boolean strict) {
    return old.partitions().equals(now.partitions())
        && old.columns().stream()
            .allMatch(
                column ->
                    now.column(column.name())
                        .map(after -> ColumnChange.keepsValues(column, after, strict))
                        .orElse(column.isGenerated()));
  }

  /** Whether rows can be such that the engine refuses the way there. */
  boolean rowsMayRefuse() {
    boolean keys =
        now.keys().entrySet().stream()
            .anyMatch(key -> key.getValue().unique() && !sameKey(key.getKey(), key.getValue()));
    boolean columns =
        now.columns().stream()
            .anyMatch(
                column ->
                    old.column(column.name())
                        .map(before -> ColumnChange.rowsMayRefuse(before, column))
                        .orElse(ColumnChange.rowsMayRefuse(column)));
    return keys
        || columns
        || mayBeRenamedAndChanged()
        || !now.partitions().equals(old.partitions())
        || !old.foreignKeys().entrySet().containsAll(now.foreignKeys().entrySet())
        || !old.checks().entrySet().containsAll(now.checks().entrySet());
  }

  /** A column that is gone and one that is new may be the same, by another name and type. */
  private boolean mayBeRenamedAndChanged() {
    List<Column> gone = nameless(old, now);
    List<Column> added = nameless(now, old);
    return !gone.isEmpty() && !added.isEmpty() && !gone.equals(added);
  }

  /** The columns of one that the other has not, in an order and by names that say nothing. */
  private static List<Column> nameless(MySqlTable one, MySqlTable other) {
    return one.columns().stream()
        .filter(column -> other.column(column.name()).isEmpty())
        .map(column -> column.named(""))
        .sorted(Comparator.comparing(Column::toString))
        .toList();
  }

  /** Whether a key is as before, and so are its columns. */
  private boolean sameKey(String name, MySqlTable.Key key) {
    return key.equals(old.keys().get(name))
        && key.columns().stream().allMatch(column -> old.column(column).equals(now.column(column)));
  }

  /**
   * The clauses of the ALTER TABLE that leads back, in an order that the engine takes.
   *
   * @param parents gives the qualified name of a table that a foreign key refers to
   */
  List<String> clauses(UnaryOperator<String> parents) {
    List<String> clauses = new ArrayList<>();
    drops(clauses);
    columns(clauses);
    additions(clauses, parents);
    options(clauses);
    return clauses;
  }

  private void drops(List<String> clauses) {
    for (Map.Entry<String, Reference> key : now.foreignKeys().entrySet()) {
      if (!key.getValue().equals(old.foreignKeys().get(key.getKey()))) {
        clauses.add("DROP FOREIGN KEY " + quoted(key.getKey()));
      }
    }
    for (Map.Entry<String, Check> check : now.checks().entrySet()) {
      if (!check.getValue().equals(old.checks().get(check.getKey()))) {
        clauses.add("DROP CHECK " + quoted(check.getKey()));
      }
    }
    for (Map.Entry<String, MySqlTable.Key> key : now.keys().entrySet()) {
      if (!key.getValue().equals(old.keys().get(key.getKey()))) {
        clauses.add("DROP " + dropped(key.getKey()));
      }
    }
    for (Column column : now.columns()) {
      if (old.column(column.name()).isEmpty()) {
        clauses.add("DROP COLUMN " + quoted(column.name()));
      }
    }
  }

  private void columns(List<String> clauses) {
    List<String> kept = new ArrayList<>(now.columns().stream().map(Column::name).toList());
    kept.retainAll(old.columns().stream().map(Column::name).toList());
    boolean inOrder = kept.equals(old.columns().stream().map(Column::name).toList());
    String place = " FIRST";
    for (Column column : old.columns()) {
      Optional<Column> after = now.column(column.name());
      if (after.isEmpty()) {
        clauses.add("ADD COLUMN " + definition(column) + place);
      } else if (!inOrder || !after.get().equals(column)) {
        clauses.add("MODIFY COLUMN " + definition(column) + (inOrder ? "" : place));
      }
      place = " AFTER " + quoted(column.name());
    }
  }

  private void additions(List<String> clauses, UnaryOperator<String> parents) {
    for (Map.Entry<String, MySqlTable.Key> key : old.keys().entrySet()) {
      if (!key.getValue().equals(now.keys().get(key.getKey()))) {
        clauses.add("ADD " + oldText.keys().get(dropped(key.getKey())));
      }
    }
    for (Map.Entry<String, Check> check : old.checks().entrySet()) {
      if (!check.getValue().equals(now.checks().get(check.getKey()))) {
        clauses.add("ADD " + oldText.keys().get(TableText.CHECK + quoted(check.getKey())));
      }
    }
    old.foreignKeys()
        .forEach(
            (name, key) -> {
              if (!key.equals(now.foreignKeys().get(name))) {
                clauses.add("ADD " + foreignKey(name, key, parents));
              }
            });
  }

  private void options(List<String> clauses) {
    Map<String, String> options = new TreeMap<>(now.options());
    options.replaceAll((option, value) -> old.options().getOrDefault(option, "DEFAULT"));
    options.putAll(old.options());
    options.forEach(
        (option, value) -> {
          if (!value.equals(now.options().get(option))) {
            clauses.add(
                switch (option) {
                  case MySqlTable.COLLATION -> // its name begins with that of its character set
                      "DEFAULT " + charset(value.split("_", -1)[0], value);
                  case MySqlTable.COMMENT -> option + "=" + DIALECT.quoteText(value);
                  default -> option + "=" + value;
                });
          }
        });
  }

  /** A column's own definition, with a collation that does not depend on the table's. */
  private String definition(Column column) {
    String name = quoted(column.name());
    String text = String.valueOf(oldText.columns().get(name));
    String head = name + " " + column.type();
    if (column.collation().isEmpty() || !text.startsWith(head)) {
      return text;
    }
    String rest = CHARSET.matcher(text.substring(head.length())).replaceFirst("");
    return head + " " + charset(column.charset(), column.collation()) + rest;
  }

  private static String charset(String charset, String collation) {
    return "CHARACTER SET " + charset + " COLLATE " + collation;
  }

  private static String foreignKey(String name, Reference key, UnaryOperator<String> parents) {
    return "CONSTRAINT "
        + quoted(name)
        + " FOREIGN KEY ("
        + listed(key.columns())
        + ") REFERENCES "
        + parents.apply(key.parent())
        + " ("
        + listed(key.parentColumns())
        + ") ON DELETE "
        + key.onDelete()
        + " ON UPDATE "
        + key.onUpdate();
  }

  private static String dropped(String key) {
    return key.equals("PRIMARY") ? "PRIMARY KEY" : "INDEX " + quoted(key);
  }

  private static String listed(List<String> names) {
    return String.join(", ", names.stream().map(TableDiff::quoted).toList());
  }

  private static String quoted(String name) {
    return DIALECT.quoteName(name);
  }
}
