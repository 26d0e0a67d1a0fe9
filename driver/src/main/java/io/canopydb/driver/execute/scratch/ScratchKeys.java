package io.canopydb.driver.execute.scratch;

import java.util.List;

/**
 * The keys of a scratch table.
 *
 * @param primary columns of its primary key; empty for none
 * @param indexed columns that get an index each
 */
public record ScratchKeys(List<String> primary, List<String> indexed) {
  public static final ScratchKeys NONE = new ScratchKeys(List.of(), List.of());
}
