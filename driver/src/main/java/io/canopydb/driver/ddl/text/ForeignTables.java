package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The tables that a table refers to. In a partition, a reference table is found in the shell; the
 * slice of a partitioned table is found beside.
 */
final class ForeignTables {
  private ForeignTables() {}

  /**
   * Qualifies what stands behind each REFERENCES.
   *
   * @param child the table that refers
   * @param referenceChild whether that is a reference table
   */
  static void qualify(
      Tokens tokens, int from, DdlScope scope, DdlText text, String child, boolean referenceChild)
      throws SQLException {
    for (int i = from; i < tokens.size(); i++) {
      if (!tokens.is(i, "REFERENCES") || !tokens.isIdentifier(i + 1)) {
        continue;
      }
      NameAt at = NameAt.read(tokens, i + 1);
      String parent = scope.resolve(at);
      if (parent.equals(child)) {
        text.qualify(at, Template.Slot.PLACE);
        continue;
      }
      Optional<Table> table = scope.table(parent);
      if (table.isEmpty()) {
        throw CanopyError.UNKNOWN_TABLE.with(parent, scope.database().name());
      }
      Distribution distribution = table.get().distribution();
      if (referenceChild && !(distribution instanceof Distribution.Reference)) {
        throw CanopyError.UNSUPPORTED.with(
            "a foreign key of the reference table "
                + child
                + " to "
                + parent
                + ", whose rows lie in partitions,",
            "make " + parent + " a reference table too, or " + child + " a sharded one");
      }
      if (distribution instanceof Distribution.Keyless) {
        throw CanopyError.UNSUPPORTED.with(
            "a foreign key to " + parent + ", whose rows may lie in any partition,",
            "give " + parent + " a shard key, or make it a reference table");
      }
      text.qualify(at, scope.slotOf(parent));
    }
  }
}
