package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.plan.Move;
import io.canopydb.driver.planner.Layout.Place;
import io.canopydb.metadata.model.Database;

/**
 * What a layout costs, in bytes: those that move, and a part of those that the leaf with the most
 * work then reads.
 */
final class LayoutCost {
  /** What it costs to read a byte where it lies, of what it costs to move it. */
  private static final double READ = 0.2;

  /** What it costs to copy a byte on its leaf, likewise. */
  private static final double COPY = 0.5;

  /** What it costs to make a scratch table, likewise in bytes. */
  private static final double TABLE = 32_768;

  private final Question question;
  private final TableNeeds needs;
  private final int leaves;

  LayoutCost(Question question, TableNeeds needs) {
    this.question = question;
    this.needs = needs;
    this.leaves = Math.max(1, question.sizes().leaves());
  }

  Move.Volume volume(TableUse use, Place place) {
    return new Move.Volume(needs.rows(use), moved(use, place));
  }

  double of(Layout layout) {
    double moved = 0;
    double read = 0;
    for (TableUse use : question.sharded()) {
      Place place = layout.of(use);
      moved += moved(use, place) + TABLE * tables(use, place);
      if (place instanceof Place.Everywhere) {
        moved += COPY * needs.bytes(use) * (tables(use, place) - 1);
      }
      read += place instanceof Place.Everywhere ? needs.bytes(use) : needs.bytes(use) / leaves;
    }
    return moved + READ * read;
  }

  double ofGather() {
    double all = question.sharded().stream().mapToDouble(needs::bytes).sum();
    return all + READ * all + TABLE * question.sharded().size();
  }

  /** How many tables a leaf has to make. */
  private double tables(TableUse use, Place place) {
    if (place instanceof Place.Home) {
      return 0;
    }
    boolean one =
        switch (question.dialect().engine()) {
          // A statement names a temporary table once, and reads all partitions of its leaf.
          case MYSQL -> false;
          case POSTGRESQL -> place instanceof Place.Everywhere;
        };
    String database = ((Catalogue.Base) use.meaning()).database();
    Database found = question.catalogue().snapshot().databases().get(database);
    return one || found == null
        ? 1
        : Math.max(1, Math.ceil(found.partitionMap().count() / (double) leaves));
  }

  private double moved(TableUse use, Place place) {
    if (place instanceof Place.Home) {
      return 0;
    }
    return place instanceof Place.Everywhere ? needs.bytes(use) * leaves : needs.bytes(use);
  }
}
