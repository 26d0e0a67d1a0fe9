package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Column;

/** Whether a statement's strings may have other collations than the database's default. */
final class Collations {
  private Collations() {}

  static boolean named(Question question) {
    Tokens tokens = question.text().tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "COLLATE")) {
        return true;
      }
    }
    for (TableUse use : question.analysis().uses()) {
      if (!(use.meaning() instanceof Catalogue.Base base)) {
        return true;
      }
      for (Column column : base.table().columns()) {
        if (column.collation() != null && !column.collation().equals("default")) {
          return true;
        }
      }
    }
    return false;
  }
}
