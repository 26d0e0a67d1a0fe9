package io.canopydb.driver.execute.write;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.ids.NumberedSequence;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Database;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives the rows of one INSERT the values that their columns' defaults take from sequences. */
public final class SequenceCells {
  private final Execution execution;
  private final PlacedRows insert;

  public SequenceCells(Execution execution, PlacedRows insert) {
    this.execution = execution;
    this.insert = insert;
  }

  /** Issues them; the last value of each sequence. */
  public Map<String, Long> issue(List<InsertRow> rows) throws SQLException {
    Map<Integer, String> sequences = new LinkedHashMap<>();
    for (InsertRow row : rows) {
      for (int i = 0; i < row.cells().size(); i++) {
        if (row.cells().get(i) instanceof PlacedRows.SequenceCell cell) {
          sequences.put(i, cell.name());
        }
      }
    }
    Map<String, Long> last = new HashMap<>();
    for (Map.Entry<Integer, String> column : sequences.entrySet()) {
      int position = column.getKey();
      List<InsertRow> wanting =
          rows.stream()
              .filter(row -> row.cells().get(position) instanceof PlacedRows.SequenceCell)
              .toList();
      NumberedSequence sequence = sequence(column.getValue());
      long[] values = sequence.next(execution.ids(), wanting.size());
      for (int i = 0; i < values.length; i++) {
        wanting.get(i).compute(position, values[i]);
        last.put(sequence.id(), values[i]);
      }
    }
    return last;
  }

  private NumberedSequence sequence(String name) throws SQLException {
    Database database = execution.snapshot().databases().get(insert.database());
    if (database == null) {
      throw CanopyError.UNKNOWN_DATABASE.with(insert.database());
    }
    Optional<NumberedSequence> found =
        database.sequences().containsKey(name)
            ? NumberedSequence.named(database, name)
            : name.startsWith(insert.table().name() + ".")
                ? NumberedSequence.owned(
                    database,
                    insert.table().name(),
                    name.substring(insert.table().name().length() + 1))
                : Optional.empty();
    return found.orElseThrow(
        () ->
            CanopyError.UNSUPPORTED.with(
                "a default that takes from " + name + ", which is no sequence of the cluster",
                "give the column a value"));
  }
}
