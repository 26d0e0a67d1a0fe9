package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Locality;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Broadcast;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.planner.SelectPlanner.Rooted;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A query whose tables do not lie together: the smaller ones are shipped to every leaf, and are
 * reference tables to the rest of the planner. The greatest table stays where it is, and with it
 * all that then still need not move; where shipping all rows to one leaf would move fewer, that is
 * done.
 */
final class BroadcastPlanner {
  /** Numbers of scratch tables, above those that a gather gives. */
  private static final int FIRST_SCRATCH = 1_000;

  /** What part of a table's rows one condition is taken to leave. */
  private static final double SELECTIVITY = 0.3;

  /** More tables than that are gathered, lest planning takes longer than the query. */
  private static final int MOST_TABLES = 12;

  private final Question question;

  BroadcastPlanner(Question question) {
    this.question = question;
  }

  /**
   * The plan.
   *
   * @param gather what it would be otherwise
   */
  Optional<Rooted> plan(String database, PlanNode gather) throws SQLException {
    List<TableUse> uses = new ArrayList<>(question.sharded());
    Hint hint = hint();
    if (uses.size() < 2
        || uses.size() > MOST_TABLES
        || hint == Hint.GATHER
        || !(gather instanceof Gather)
        || (question.dialect().engine() == Engine.MYSQL && hasCommonTables())) {
      return Optional.empty();
    }
    uses.sort(Comparator.comparingDouble(this::rows).reversed());
    Set<TableUse> moved = moved(uses);
    if (moved.isEmpty()) {
      return Optional.empty();
    }
    double all = uses.stream().mapToDouble(this::rows).sum();
    double broadcast = moved.stream().mapToDouble(this::rows).sum() * question.sizes().leaves();
    if (hint != Hint.BROADCAST && broadcast >= all) {
      return Optional.empty();
    }
    Map<Integer, Integer> scratch = new HashMap<>();
    List<Gather.Ship> ships = new ArrayList<>();
    GatherPlanner gathers = new GatherPlanner(question);
    for (TableUse use : uses) {
      if (moved.contains(use)) {
        int id = FIRST_SCRATCH + use.id();
        scratch.put(use.id(), id);
        ships.add(gathers.ship(id, use));
      }
    }
    Question rest = question.broadcast(analysis(moved), scratch);
    Optional<Rooted> input = new SelectPlanner(rest).local(database);
    return input.map(
        rooted ->
            new Rooted(
                new Broadcast(
                    ships,
                    new Target.Partitions(database, rest.anyChoice()),
                    rooted.root(),
                    gather),
                rooted.visibleColumns()));
  }

  private enum Hint {
    NONE,
    BROADCAST,
    GATHER
  }

  /** {@code /*canopy broadcast *}{@code /} or {@code /*canopy gather *}{@code /}. */
  private Hint hint() {
    Tokens tokens = question.text().tokens();
    for (var comment : tokens.comments()) {
      String text = tokens.text().substring(comment.start(), comment.end());
      if (text.matches("(?is)/\\*\\s*canopy\\s+broadcast\\s*\\*/")) {
        return Hint.BROADCAST;
      }
      if (text.matches("(?is)/\\*\\s*canopy\\s+gather\\s*\\*/")) {
        return Hint.GATHER;
      }
    }
    return Hint.NONE;
  }

  /** They may be named twice, and MySQL opens a temporary table once a statement. */
  private boolean hasCommonTables() {
    Tokens tokens = question.text().tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "WITH")) {
        return true;
      }
    }
    return false;
  }

  /** How many rows of a table a query needs, roughly. */
  private double rows(TableUse use) {
    Catalogue.Base base = (Catalogue.Base) use.meaning();
    int conditions = question.analysis().conditions().getOrDefault(use.id(), List.of()).size();
    double all = question.sizes().rows(base.database(), base.table().name());
    return Math.max(1, all * Math.pow(SELECTIVITY, Math.min(conditions, 4)));
  }

  /** The tables to ship; empty where no choice leaves a query that stays within partitions. */
  private Set<TableUse> moved(List<TableUse> greatestFirst) {
    for (TableUse anchor : greatestFirst) {
      Set<TableUse> moved = new HashSet<>(greatestFirst);
      moved.remove(anchor);
      if (!local(moved)) {
        continue;
      }
      for (TableUse use : greatestFirst) {
        if (moved.remove(use) && !local(moved)) {
          moved.add(use);
        }
      }
      return moved;
    }
    return Set.of();
  }

  private boolean local(Set<TableUse> moved) {
    return analysis(moved).locality() instanceof Locality.Local;
  }

  private Analysis analysis(Set<TableUse> moved) {
    List<TableUse> uses =
        question.analysis().uses().stream()
            .map(use -> moved.contains(use) ? asReference(use) : use)
            .toList();
    return Analysis.of(question.text(), uses, question.catalogue(), question.aggregates());
  }

  private static TableUse asReference(TableUse use) {
    Catalogue.Base base = (Catalogue.Base) use.meaning();
    Table table = base.table();
    return new TableUse(
        use.id(),
        use.span(),
        use.name(),
        new Catalogue.Base(
            base.database(),
            new Table(
                table.name(),
                new Distribution.Reference(),
                table.columns(),
                table.uniqueKeys(),
                table.numbering())),
        use.aliased());
  }
}
