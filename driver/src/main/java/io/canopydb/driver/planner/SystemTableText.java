package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.StatementText;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.SizedText;
import io.canopydb.driver.dialect.SystemTables;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.LeafSql;
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
  static Optional<LeafSql> of(TableUse use, StatementText text, Dialect dialect) {
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
    SystemTables system = dialect.systemTables();
    return system
        .withoutPartitions(name)
        .map(
            condition -> {
              String from = use.span().of(text.text());
              String hidden = columns(tokens, dialect);
              Optional<SizedText> sized =
                  asksForSizes(tokens, system)
                      ? system.sized(name, from, hidden, condition)
                      : Optional.empty();
              LeafSql.Builder out = new LeafSql.Builder();
              sized.ifPresentOrElse(
                  around ->
                      out.text(around.before())
                          .part(new LeafSql.TableSizes(system.sizes(List.of())))
                          .text(around.after()),
                  () ->
                      out.text(
                          "(SELECT " + hidden + "* FROM " + from + " WHERE " + condition + ")"));
              return out.text(alias).build();
            });
  }

  /** All leaves are asked for them, so only where somebody wants to know. */
  private static boolean asksForSizes(Tokens tokens, SystemTables system) {
    for (int i = 0; i < tokens.size(); i++) {
      boolean counts =
          tokens.isKind(i - 1, TokenKind.OPEN) && tokens.isKind(i + 1, TokenKind.CLOSE);
      if ((tokens.isOperator(i, "*") && !counts)
          || (tokens.isIdentifier(i)
              && system.sizeColumns().contains(tokens.identifier(i).toLowerCase(Locale.ROOT)))) {
        return true;
      }
    }
    return false;
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
