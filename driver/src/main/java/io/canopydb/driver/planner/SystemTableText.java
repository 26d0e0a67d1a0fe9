package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A system table as a query without the rows of partitions: {@code (SELECT * FROM
 * information_schema.tables WHERE ..) AS tables}.
 */
final class SystemTableText {
  /** PostgreSQL's columns that {@code *} does not give. */
  private static final Set<String> HIDDEN_COLUMNS =
      Set.of("tableoid", "xmin", "xmax", "cmin", "cmax", "ctid");

  private SystemTableText() {}

  /** What stands in the place of a name; empty where it stays. */
  static Optional<String> of(TableUse use, StatementText text, Dialect dialect) {
    if (!(use.meaning() instanceof Catalogue.Other)) {
      return Optional.empty();
    }
    Tokens tokens = text.tokens();
    int at = text.tokenAt(use.span().start());
    List<String> name = new ArrayList<>();
    name.add(tokens.identifier(at));
    while (tokens.isKind(at + 1, TokenKind.DOT) && tokens.isIdentifier(at + 2)) {
      at += 2;
      name.add(tokens.identifier(at));
    }
    String alias = use.aliased() ? "" : " AS " + tokens.text(at);
    return dialect
        .systemTables()
        .withoutPartitions(name)
        .map(
            condition ->
                "(SELECT "
                    + columns(tokens, dialect)
                    + "* FROM "
                    + use.span().of(text.text())
                    + " WHERE "
                    + condition
                    + ")"
                    + alias);
  }

  /** Those that the statement names, if it has to have them. */
  private static String columns(Tokens tokens, Dialect dialect) {
    Set<String> named = new LinkedHashSet<>();
    switch (dialect.engine()) {
      case MYSQL -> {}
      case POSTGRESQL -> {
        for (int i = 0; i < tokens.size(); i++) {
          String word = tokens.isIdentifier(i) ? tokens.identifier(i).toLowerCase(Locale.ROOT) : "";
          if (HIDDEN_COLUMNS.contains(word)) {
            named.add(word + ", ");
          }
        }
      }
    }
    return String.join("", named);
  }
}
