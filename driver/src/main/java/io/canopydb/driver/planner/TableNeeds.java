package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.KeyTie;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a query needs of each of its tables: which columns, about how many rows, and what these must
 * equal. Sizes are the leaves' own statistics; a wrong one makes a slow plan, never a wrong answer.
 */
final class TableNeeds {
  /** What part of a table's rows one condition is taken to leave. */
  private static final double SELECTIVITY = 0.3;

  /** More conditions than that are not taken to leave fewer rows. */
  private static final int MOST_CONDITIONS = 4;

  private final Question question;
  private final Names names;
  private final Map<Integer, Set<KeyTie>> ties;
  private final Map<Integer, Double> bytes = new HashMap<>();

  TableNeeds(Question question) {
    this.question = question;
    this.names = new Names(question.dialect().engine());
    this.ties = question.analysis().layout().ties();
  }

  /** What rows of a table must equal to matter. */
  Set<KeyTie> ties(TableUse use) {
    return ties.getOrDefault(use.id(), Set.of());
  }

  /** How many rows of a table a query needs, roughly. */
  double rows(TableUse use) {
    int conditions = conditions(use) + conditionedReferences(use);
    double all = size(use).rows();
    return Math.max(1, all * Math.pow(SELECTIVITY, Math.min(conditions, MOST_CONDITIONS)));
  }

  private int conditions(TableUse use) {
    return question.analysis().conditions().getOrDefault(use.id(), List.of()).size();
  }

  /** A condition on a reference table is one on the rows that must equal its rows. */
  private int conditionedReferences(TableUse use) {
    Set<Integer> tied = ties(use).stream().map(KeyTie::other).collect(Collectors.toSet());
    return (int)
        question.analysis().uses().stream()
            .filter(
                other -> other.reference() && tied.contains(other.id()) && conditions(other) > 0)
            .count();
  }

  /** How many bytes those are, of the columns that it needs. */
  double bytes(TableUse use) {
    return bytes.computeIfAbsent(use.id(), id -> compute(use));
  }

  private double compute(TableUse use) {
    Catalogue.Base base = (Catalogue.Base) use.meaning();
    double part = columns(base.table()).size() / (double) base.table().columns().size();
    return rows(use) * Math.max(1, size(use).rowBytes() * part);
  }

  private TableSizes.Size size(TableUse use) {
    Catalogue.Base base = (Catalogue.Base) use.meaning();
    return question.sizes().of(base.database(), base.table().name());
  }

  /** The columns whose names occur in the statement: too many at times, never too few. */
  List<String> columns(Table table) {
    Tokens tokens = question.text().tokens();
    Set<String> words = new HashSet<>();
    boolean all = false;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isIdentifier(i)) {
        words.add(names.stored(tokens.identifier(i)));
        all |= tokens.is(i, "NATURAL");
      } else if (tokens.isOperator(i, "*")) {
        boolean counts =
            tokens.isKind(i - 1, TokenKind.OPEN) && tokens.isKind(i + 1, TokenKind.CLOSE);
        boolean star =
            tokens.isKind(i - 1, TokenKind.DOT)
                || tokens.isKind(i - 1, TokenKind.COMMA)
                || tokens.isAny(i - 1, "SELECT", "DISTINCT", "ALL", "DISTINCTROW", "STRAIGHT_JOIN")
                || (tokens.isKind(i - 1, TokenKind.CLOSE) && tokens.is(i + 1, "FROM"));
        all |= star && !counts;
      }
    }
    all |= wholeRow(table);
    List<String> named = new ArrayList<>();
    for (Column column : table.columns()) {
      if (all || words.contains(names.stored(column.name()))) {
        named.add(column.name());
      }
    }
    if (named.isEmpty()) {
      named.add(table.columns().get(0).name());
    }
    return named;
  }

  /** PostgreSQL: the alias of a table as a value means its whole row. */
  boolean wholeRow(Table table) {
    boolean[] found = {false};
    question
        .text()
        .forEachNode(
            "Column",
            node -> {
              if (node.jjtGetValue() instanceof net.sf.jsqlparser.schema.Column column
                  && column.getTable() == null) {
                String name = names.column(column.getColumnName());
                boolean known =
                    question.analysis().uses().stream()
                        .anyMatch(
                            use ->
                                use.meaning() instanceof Catalogue.Base base
                                    && base.table().columns().stream()
                                        .anyMatch(c -> names.stored(c.name()).equals(name)));
                found[0] |= !known && table.column(name).isEmpty();
              }
            });
    return switch (question.dialect().engine()) {
      case MYSQL -> false;
      case POSTGRESQL -> found[0];
    };
  }
}
