package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;

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
        String collation = column.collation();
        if (collation != null && !plain(collation, question.dialect().engine())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * MySQL: a collation that compares trailing blanks as they stand, so that weights have its order;
   * under the padding ones 'b' equals 'b ', whose weights differ.
   */
  private static boolean plain(String collation, Engine engine) {
    return switch (engine) {
      case MYSQL -> collation.contains("_0900_") || collation.equals("binary");
      case POSTGRESQL -> collation.equals("default");
    };
  }
}
