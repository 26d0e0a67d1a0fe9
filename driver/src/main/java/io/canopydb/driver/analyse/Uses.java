package io.canopydb.driver.analyse;

import java.util.List;

/** Every place of a text that names a table. */
public final class Uses {
  private Uses() {}

  /** The tables, views and temporary tables that a text names, in its order. */
  public static List<TableUse> in(StatementText text, Catalogue catalogue) {
    return TableUses.in(text, catalogue);
  }
}
