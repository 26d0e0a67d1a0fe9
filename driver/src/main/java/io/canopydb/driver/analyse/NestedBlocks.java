package io.canopydb.driver.analyse;

import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** Analyses query blocks that lie within others. */
interface NestedBlocks {

  /**
   * Analyses a query.
   *
   * @param outer the scope of the block around it; null for none
   * @param context what holds in the block around it
   */
  Block analyse(Select select, @Nullable Scope outer, Facts context);

  /** The block of a common table expression, for one place that names it. */
  Block commonTable(WithItem<?> item);
}
