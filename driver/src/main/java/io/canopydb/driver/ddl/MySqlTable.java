package io.canopydb.driver.ddl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a MySQL table is, as the tables of information_schema say it. Two that are equal hold the
 * same rows in the same way, however they came to be so.
 *
 * @param options engine, collation, comment, and what else CREATE TABLE was told
 * @param columns in order
 * @param keys by name
 * @param foreignKeys by name
 * @param checks by name
 * @param partitions one line for each of the engine's own partitions
 */
record MySqlTable(
    SortedMap<String, String> options,
    List<Column> columns,
    SortedMap<String, Key> keys,
    SortedMap<String, Reference> foreignKeys,
    SortedMap<String, Check> checks,
    List<String> partitions) {
  /** The options that every table has. */
  static final String ENGINE = "ENGINE";

  static final String COLLATION = "COLLATE";
  static final String COMMENT = "COMMENT";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * A column.
   *
   * @param charset empty where it holds no text, as is {@code collation}
   * @param fallback the default, with a sign before it that tells a text from an expression; empty
   *     for none
   * @param extra ON UPDATE, INVISIBLE, AUTO_INCREMENT, STORED or VIRTUAL GENERATED
   * @param expression of a generated column
   */
  record Column(
      String name,
      String type,
      String charset,
      String collation,
      boolean nullable,
      String fallback,
      String extra,
      String expression,
      String comment) {

    Column named(String other) {
      return new Column(
          other, type, charset, collation, nullable, fallback, extra, expression, comment);
    }

    boolean isGenerated() {
      return !expression.isEmpty();
    }
  }

  /**
   * An index.
   *
   * @param parts columns with their prefix and order, or expressions
   * @param columns the names of whole columns and of prefixes among the parts
   */
  record Key(
      boolean unique,
      String type,
      boolean visible,
      List<String> parts,
      List<String> columns,
      String comment) {
    Key {
      parts = List.copyOf(parts);
      columns = List.copyOf(columns);
    }

    /** This key with one more part, which is of a column, or of none. */
    Key with(String part, String column) {
      return new Key(
          unique,
          type,
          visible,
          more(parts, part),
          column.isEmpty() ? columns : more(columns, column),
          comment);
    }
  }

  /**
   * A foreign key. Where its parent lies, beside the table or in the shell, follows from what the
   * parent is.
   */
  record Reference(
      List<String> columns,
      String parent,
      List<String> parentColumns,
      String onDelete,
      String onUpdate) {
    Reference {
      columns = List.copyOf(columns);
      parentColumns = List.copyOf(parentColumns);
    }

    Reference with(String column, String parentColumn) {
      return new Reference(
          more(columns, column), parent, more(parentColumns, parentColumn), onDelete, onUpdate);
    }
  }

  /** A CHECK. */
  record Check(String clause, boolean enforced) {}

  MySqlTable {
    options = new TreeMap<>(options);
    columns = List.copyOf(columns);
    keys = new TreeMap<>(keys);
    foreignKeys = new TreeMap<>(foreignKeys);
    checks = new TreeMap<>(checks);
    partitions = List.copyOf(partitions);
  }

  private static List<String> more(List<String> all, String one) {
    List<String> more = new ArrayList<>(all);
    more.add(one);
    return more;
  }

  Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** As text; equal texts are equal tables. */
  String state() throws SQLException {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw CanopyError.INTERNAL.causedBy(e, "a table can't be described");
    }
  }

  /** The table that a text was made of. */
  static MySqlTable of(String state) throws SQLException {
    try {
      return MAPPER.readValue(state, MySqlTable.class);
    } catch (JsonProcessingException e) {
      throw CanopyError.INTERNAL.causedBy(e, "a description of a table is no JSON");
    }
  }
}
