package io.canopydb.driver.execute.place;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafResult;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.ScratchName;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.SqlRenderer;
import io.canopydb.driver.execute.scratch.ScratchKeys;
import io.canopydb.driver.execute.scratch.ScratchTables;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the engine stores for cells of rows, such that a comparison with the column finds it. A
 * number in a column of whole numbers, and a text that fits into one of texts, are stored as they
 * are; of all else a leaf is asked, by a temporary twin of the columns.
 */
public final class StoredCells implements AutoCloseable {
  private static final Pattern SIZED =
      Pattern.compile("(?:char|varchar|character(?: varying)?)\\((\\d+)\\).*");

  private final Execution execution;
  private final PlacedRows insert;
  private @Nullable SharedConnection connection;
  private String twin = "";

  /** The cells that the twin has columns for. */
  private final List<Integer> cells;

  /** For cells of these, which are columns that a shard key could have. */
  public StoredCells(Execution execution, PlacedRows insert, List<Integer> cells) {
    this.execution = execution;
    this.insert = insert;
    this.cells = cells;
  }

  /** The values of some cells; {@link SentValue#NULL} for NULL. */
  public List<SentValue> of(InsertRow row, List<Integer> wanted) throws SQLException {
    List<SentValue> values = new ArrayList<>(wanted.size());
    for (int cell : wanted) {
      Column column = insert.table().column(insert.columns().get(cell)).orElseThrow();
      Object value = row.value(cell);
      if (value == null && column.nullable()) {
        values.add(SentValue.NULL);
      } else if (value != null && isStoredAsItIs(value, column)) {
        values.add(new SentValue(value, sentType(value)));
      } else {
        return asked(row, wanted);
      }
    }
    return values;
  }

  private @Nullable String sentType(Object value) {
    return value instanceof String && execution.dialect().engine() == Engine.POSTGRESQL
        ? "unknown"
        : null;
  }

  private static boolean isStoredAsItIs(Object value, Column column) {
    String type = column.type().toLowerCase(Locale.ROOT);
    if (value instanceof Long || value instanceof Integer) {
      long number = ((Number) value).longValue();
      boolean unsigned = type.contains("unsigned");
      int bits =
          type.startsWith("tinyint")
              ? 8
              : type.startsWith("smallint")
                  ? 16
                  : type.startsWith("mediumint")
                      ? 24
                      : type.startsWith("int") ? 32 : type.startsWith("bigint") ? 64 : 0;
      return bits == 64
          ? !unsigned || number >= 0
          : bits > 0
              && number >= (unsigned ? 0 : -(1L << (bits - 1)))
              && number < 1L << (unsigned ? bits : bits - 1);
    }
    if (!(value instanceof String text)
        || text.chars().anyMatch(c -> c >= 0x80)
        || text.endsWith(" ")) {
      return false;
    }
    Matcher sized = SIZED.matcher(type);
    return type.equals("text")
        || (sized.matches() && text.length() <= Integer.parseInt(sized.group(1)));
  }

  private List<SentValue> asked(InsertRow row, List<Integer> wanted) throws SQLException {
    SharedConnection leaf = connection == null ? open() : connection;
    LeafStatements statements = new LeafStatements(execution.apart().streaming(0));
    StringBuilder sql = new StringBuilder(insert.ignore() ? "INSERT IGNORE INTO " : "INSERT INTO ");
    sql.append(twin).append(" VALUES (");
    List<Parameter> parameters = new ArrayList<>();
    SqlRenderer renderer = execution.renderer(row.bindings());
    boolean first = true;
    for (int cell : cells) {
      sql.append(first ? "" : ", ");
      first = false;
      Parameter computed = row.computed(cell);
      if (computed != null) {
        sql.append('?');
        parameters.add(computed);
      } else if (row.cells().get(cell) instanceof PlacedRows.SlotCell slot) {
        renderer.slot(slot.number(), row.slotRow(), sql, parameters);
      } else {
        sql.append("NULL");
      }
    }
    statements.update(leaf, new LeafText(sql.append(')').toString(), parameters));
    List<SentValue> values = new ArrayList<>(wanted.size());
    LeafText query = new LeafText("SELECT * FROM " + twin, List.of());
    try (LeafResult stored = statements.query(leaf.retain(), query)) {
      stored.next();
      for (int cell : wanted) {
        values.add(SentValue.of(stored.row(), cells.indexOf(cell), execution.dialect().engine()));
      }
    }
    statements.update(leaf, new LeafText("DELETE FROM " + twin, List.of()));
    return values;
  }

  private SharedConnection open() throws SQLException {
    SharedConnection leaf =
        execution.acquireForScratch(execution.access(), execution.access().anyLeaf());
    try {
      leaf.usesTemporaryTables();
      twin = execution.dialect().quoteName(ScratchName.newStem());
      List<String> columns = cells.stream().map(insert.columns()::get).toList();
      String shape =
          "SELECT "
              + ScratchTables.quoted(columns, execution.dialect())
              + " FROM "
              + execution.dialect().quoteName(execution.dialect().shellNamespace(insert.database()))
              + "."
              + execution.dialect().quoteName(insert.table().name());
      ScratchTables.of(execution.dialect().engine())
          .create(
              leaf, twin, new LeafText(shape, List.of()), ScratchKeys.NONE, execution.dialect());
      connection = leaf;
      return leaf;
    } catch (SQLException | RuntimeException e) {
      leaf.release();
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    SharedConnection leaf = connection;
    if (leaf != null) {
      connection = null;
      try {
        ScratchTables.of(execution.dialect().engine())
            .drop(leaf, List.of(twin), execution.access().inTransaction());
      } finally {
        leaf.release();
      }
    }
  }
}
