package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.KeyTie;
import io.canopydb.driver.analyse.TableUse;
import java.util.HashMap;
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
  private final NeededColumns columns;
  private final Map<Integer, Set<KeyTie>> ties;
  private final Map<Integer, Double> bytes = new HashMap<>();

  TableNeeds(Question question) {
    this.question = question;
    this.columns =
        new NeededColumns(question.text(), question.analysis().uses(), question.dialect().engine());
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
    double part = columns(use).size() / (double) base.table().columns().size();
    return rows(use) * Math.max(1, size(use).rowBytes() * part);
  }

  private TableSizes.Size size(TableUse use) {
    Catalogue.Base base = (Catalogue.Base) use.meaning();
    return question.sizes().of(base.database(), base.table().name());
  }

  /** The columns that the query reads. */
  List<String> columns(TableUse use) {
    return columns.of(use);
  }

  /** Whether the row of a table is used as one value. */
  boolean wholeRow(TableUse use) {
    return columns.wholeRow(use);
  }
}
