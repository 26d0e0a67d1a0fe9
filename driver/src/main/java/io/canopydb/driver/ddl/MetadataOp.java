package io.canopydb.driver.ddl;

import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One change of the metadata that a DDL statement leads to. Each may be repeated: columns and keys
 * are read from the shell when it is done.
 */
sealed interface MetadataOp {

  /**
   * A table as the shell has it.
   *
   * @param chosen whether somebody named its shard key
   * @param lookups the lookup tables of its global keys, by the name of the key
   */
  record PutTable(
      String name, Distribution distribution, boolean chosen, Map<String, String> lookups)
      implements MetadataOp {
    public PutTable {
      lookups = Collections.unmodifiableMap(new TreeMap<>(lookups));
    }

    static PutTable of(Table table) {
      Map<String, String> lookups = new TreeMap<>();
      for (UniqueKey key : table.uniqueKeys()) {
        if (key.lookup() != null) {
          lookups.put(key.name(), key.lookup());
        }
      }
      return new PutTable(table.name(), table.distribution(), table.chosen(), lookups);
    }
  }

  record RemoveTable(String name) implements MetadataOp {}

  record PutView(String name, String query) implements MetadataOp {}

  record RemoveView(String name) implements MetadataOp {}

  record PutSequence(String name, long start, long increment) implements MetadataOp {}

  record RemoveSequence(String name) implements MetadataOp {}

  /**
   * Issued numbers start anew, at {@code first} where it is given.
   *
   * @param numbering what the table or sequence gets to have, by which aggregators see that; one
   *     that has it already is left alone, since its numbers have been issued from there on
   */
  record ResetIds(String name, OptionalLong first, long numbering) implements MetadataOp {
    /** The table whose column it is about; empty for a sequence. */
    Optional<String> table() {
      int dot = name.lastIndexOf('.');
      return dot < 0 ? Optional.empty() : Optional.of(name.substring(0, dot));
    }
  }

  /** Issued numbers go on at least at {@code first}. */
  record RaiseIds(String name, long first) implements MetadataOp {}

  /** Issued numbers go on above all that stand in a column. */
  record RaiseIdsAbove(String table, String column) implements MetadataOp {}

  /** Issued numbers go on under another name. */
  record MoveIds(String from, String to) implements MetadataOp {}
}
