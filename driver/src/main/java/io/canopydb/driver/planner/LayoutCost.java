package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.KeyTie;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.plan.Move;
import io.canopydb.driver.planner.Layout.Place;
import io.canopydb.metadata.model.Database;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a layout costs, in bytes: those that move, and a part of those that the leaf with the most
 * work then reads. Sizes are the leaves' own statistics; a wrong one makes a slow plan, never a
 * wrong answer.
 */
final class LayoutCost {
  /** What part of a table's rows one condition is taken to leave. */
  private static final double SELECTIVITY = 0.3;

  /** More conditions than that are not taken to leave fewer rows. */
  private static final int MOST_CONDITIONS = 4;

  /** What it costs to read a byte where it lies, of what it costs to move it. */
  private static final double READ = 0.2;

  /** What it costs to make a scratch table, of what it costs to move a byte. */
  private static final double TABLE = 32_768;

  private final Question question;
  private final ShipPlanner ships;
  private final int leaves;
  private final Map<Integer, Double> bytes = new HashMap<>();

  LayoutCost(Question question) {
    this.question = question;
    this.ships = new ShipPlanner(question);
    this.leaves = Math.max(1, question.sizes().leaves());
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
    Set<Integer> tied = new HashSet<>();
    question.analysis().ties().getOrDefault(use.id(), Set.of()).stream()
        .map(KeyTie::other)
        .forEach(tied::add);
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
    double part = ships.columns(base.table()).size() / (double) base.table().columns().size();
    return rows(use) * Math.max(1, size(use).rowBytes() * part);
  }

  private TableSizes.Size size(TableUse use) {
    Catalogue.Base base = (Catalogue.Base) use.meaning();
    return question.sizes().of(base.database(), base.table().name());
  }

  Move.Volume volume(TableUse use, Place place) {
    return new Move.Volume(rows(use), moved(use, place));
  }

  double of(Layout layout) {
    double moved = 0;
    double read = 0;
    for (TableUse use : question.sharded()) {
      Place place = layout.of(use);
      moved += moved(use, place) + TABLE * tables(use, place);
      read += place instanceof Place.Everywhere ? bytes(use) : bytes(use) / leaves;
    }
    return moved + READ * read;
  }

  double ofGather() {
    double all = question.sharded().stream().mapToDouble(this::bytes).sum();
    return all + READ * all + TABLE * question.sharded().size();
  }

  /** How many tables a leaf has to make. */
  private double tables(TableUse use, Place place) {
    if (place instanceof Place.Home) {
      return 0;
    }
    String database = ((Catalogue.Base) use.meaning()).database();
    Database found = question.catalogue().snapshot().databases().get(database);
    return place instanceof Place.Everywhere || found == null
        ? 1
        : Math.ceil(found.partitionMap().count() / (double) leaves);
  }

  private double moved(TableUse use, Place place) {
    if (place instanceof Place.Home) {
      return 0;
    }
    return place instanceof Place.Everywhere ? bytes(use) * leaves : bytes(use);
  }
}
