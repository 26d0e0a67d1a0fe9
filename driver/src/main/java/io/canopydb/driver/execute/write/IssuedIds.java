package io.canopydb.driver.execute.write;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The numbers that the cluster issues for the rows of one INSERT. */
public final class IssuedIds {
  private final Execution execution;
  private final PlacedRows insert;
  private final PlacedRows.@Nullable IssuedColumn column;
  private final List<InsertRow> wanting = new ArrayList<>();

  public IssuedIds(Execution execution, PlacedRows insert, List<InsertRow> rows)
      throws SQLException {
    this.execution = execution;
    this.insert = insert;
    this.column = insert.issued();
    if (column == null) {
      return;
    }
    long greatest = Long.MIN_VALUE;
    for (InsertRow row : rows) {
      if (wants(row, column)) {
        wanting.add(row);
      } else {
        greatest = Math.max(greatest, explicit(row.value(column.position())));
      }
    }
    if (greatest > Long.MIN_VALUE) {
      execution.ids().observe(insert.database(), name(column), greatest);
    }
  }

  private IssuedIds(IssuedIds all, InsertRow row) {
    this.execution = all.execution;
    this.insert = all.insert;
    this.column = all.column;
    if (all.wanting.contains(row)) {
      wanting.add(row);
    }
  }

  /** The number of one of the rows; what was issued for it stays. */
  IssuedIds of(InsertRow row) {
    return new IssuedIds(this, row);
  }

  private static boolean wants(InsertRow row, PlacedRows.IssuedColumn column) throws SQLException {
    PlacedRows.Cell cell = row.cells().get(column.position());
    if (cell instanceof PlacedRows.IssuedCell && row.computed(column.position()) == null) {
      return true;
    }
    if (!column.nullAsks()) {
      return false;
    }
    Object value = row.value(column.position());
    if (value == null || !column.zeroAsks()) {
      return value == null;
    }
    return (value instanceof Number number && number.longValue() == 0)
        || (value instanceof String text && text.equals("0"));
  }

  private static long explicit(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof String text) {
      try {
        return Long.parseLong(text.trim());
      } catch (NumberFormatException e) {
        return Long.MIN_VALUE;
      }
    }
    return Long.MIN_VALUE;
  }

  /** How many rows want a number. */
  int needed() {
    return wanting.size();
  }

  /** Gives each row that wants one a new number; the first of them, or 0. */
  public long issue() throws SQLException {
    if (column == null || wanting.isEmpty()) {
      return 0;
    }
    long[] ids =
        execution.ids().next(insert.database(), name(column), 1, largest(column), wanting.size());
    for (int i = 0; i < ids.length; i++) {
      wanting.get(i).compute(column.position(), ids[i]);
    }
    return ids[0];
  }

  /** Adds the last number that was issued, by what it was issued for. */
  public void last(Map<String, Long> taken) throws SQLException {
    if (column != null
        && !wanting.isEmpty()
        && wanting.get(wanting.size() - 1).value(column.position()) instanceof Long id) {
      taken.put(name(column), id);
    }
  }

  /**
   * After a duplicate key: steps over the numbers that somebody gave explicitly.
   *
   * @return whether the duplicate can have been a number of ours
   */
  boolean skip() throws SQLException {
    if (column == null
        || insert.table().uniqueKeys().stream()
            .noneMatch(key -> key.columns().contains(column.name()))) {
      return false;
    }
    OptionalLong greatest = greatest(column.name());
    if (greatest.isEmpty()) {
      return false;
    }
    execution.ids().observe(insert.database(), name(column), greatest.getAsLong());
    return true;
  }

  /** The greatest number that the table holds; all copies of a reference table hold the same. */
  private OptionalLong greatest(String of) throws SQLException {
    if (insert.table().distribution() instanceof Distribution.Reference) {
      return greatest(
          of,
          execution.onlineLeaves().get(0),
          execution.dialect().shellNamespace(insert.database()));
    }
    PartitionMap map = execution.map(insert.database());
    OptionalLong greatest = OptionalLong.empty();
    for (int ordinal = 0; ordinal < map.count(); ordinal++) {
      OptionalLong here =
          greatest(
              of,
              execution.master(insert.database(), map, ordinal),
              execution.dialect().partitionNamespace(insert.database(), ordinal));
      if (greatest.isEmpty() || (here.isPresent() && here.getAsLong() > greatest.getAsLong())) {
        greatest = here;
      }
    }
    return greatest;
  }

  private OptionalLong greatest(String of, Leaf leaf, String namespace) throws SQLException {
    Dialect dialect = execution.dialect();
    String sql =
        "SELECT MAX("
            + dialect.quoteName(of)
            + ") FROM "
            + dialect.quoteName(namespace)
            + "."
            + dialect.quoteName(insert.table().name());
    SharedConnection connection = execution.acquire(leaf);
    try (LeafStatement statement = connection.statement();
        ResultSet rows = statement.query(sql)) {
      rows.next();
      long value = rows.getLong(1);
      return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    } finally {
      connection.release();
    }
  }

  private String name(PlacedRows.IssuedColumn issued) {
    return insert.table().name() + "." + issued.name();
  }

  private long largest(PlacedRows.IssuedColumn issued) {
    String type =
        insert
            .table()
            .column(issued.name())
            .map(Column::type)
            .orElse("bigint")
            .toLowerCase(Locale.ROOT);
    boolean unsigned = type.contains("unsigned");
    int bits =
        type.startsWith("tinyint")
            ? 8
            : type.startsWith("smallint")
                ? 16
                : type.startsWith("mediumint") ? 24 : type.startsWith("int") ? 32 : 64;
    if (bits == 64) {
      return Long.MAX_VALUE;
    }
    return (1L << (unsigned ? bits : bits - 1)) - 1;
  }
}
