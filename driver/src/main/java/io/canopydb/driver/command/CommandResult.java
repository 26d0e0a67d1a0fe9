package io.canopydb.driver.command;

import io.canopydb.driver.merge.ValuesRow;
import java.util.List;

/**
 * What a command came to.
 *
 * @param columns empty for a command that shows nothing; its update count is 0
 * @param rows each with one value a column
 */
public record CommandResult(List<ResultColumn> columns, List<ValuesRow> rows) {
  /** What a command that shows nothing gives. */
  public static final CommandResult DONE = new CommandResult(List.of(), List.of());

  public CommandResult {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Whether there is a result to show, possibly without rows. */
  public boolean givesRows() {
    return !columns.isEmpty();
  }
}
