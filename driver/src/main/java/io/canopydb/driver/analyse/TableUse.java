package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.Span;
import io.canopydb.metadata.model.Distribution;

/**
 * A place of the text that names a table, view or temporary table: not a CTE, and not a mere
 * qualifier.
 *
 * @param id its number in the statement, from 0
 * @param span the name with its qualifiers
 * @param name the last part of the name, unquoted
 * @param aliased whether an alias follows
 */
public record TableUse(int id, Span span, String name, Catalogue.Meaning meaning, boolean aliased) {

  /** Whether its rows lie in partitions. */
  public boolean sharded() {
    return meaning instanceof Catalogue.Base base
        && !(base.table().distribution() instanceof Distribution.Reference);
  }

  /** Whether every leaf has all its rows. */
  public boolean reference() {
    return meaning instanceof Catalogue.Base base
        && base.table().distribution() instanceof Distribution.Reference;
  }
}
