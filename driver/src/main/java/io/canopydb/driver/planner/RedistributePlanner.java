package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.CommonTable;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.dialect.ShardKeyForms;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Move;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Redistribute;
import io.canopydb.driver.plan.Target;
import io.canopydb.driver.planner.Layout.Place;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.placement.ShardKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A query whose tables do not lie together: some of them are laid elsewhere. Small ones are shipped
 * to every leaf, and are reference tables to the rest of the planner; large ones are shipped by the
 * hash of a column that joins them, and are tables with that shard key. Of the layouts that answer
 * the query partition by partition the cheapest is taken; where shipping all rows to one leaf is
 * cheaper still, that is done.
 */
final class RedistributePlanner {
  /** Numbers of scratch tables, above those that a gather gives. */
  private static final int FIRST_SCRATCH = 1_000;

  /** More tables than that are gathered, lest planning takes longer than the query. */
  private static final int MOST_TABLES = 12;

  private final Question question;
  private final TableNeeds needs;
  private final LayoutCost cost;

  RedistributePlanner(Question question) {
    this.question = question;
    this.needs = new TableNeeds(question);
    this.cost = new LayoutCost(question, needs);
  }

  /**
   * The plan.
   *
   * @param gather what it would be otherwise
   */
  Optional<Rooted> plan(String database, ReadNode gather) throws SQLException {
    List<TableUse> uses = new ArrayList<>(question.sharded());
    Hint hint = hint();
    if (uses.size() < 2
        || uses.size() > MOST_TABLES
        || hint == Hint.GATHER
        || !(gather instanceof Gather)
        || (question.dialect().engine() == Engine.MYSQL && namesCommonTableAgain())
        // A row as a value has the type of its table, and partitions' tables have several.
        || uses.stream().anyMatch(needs::wholeRow)) {
      return Optional.empty();
    }
    List<Layout> layouts =
        new Layouts(question, needs)
            .all().stream()
                .filter(layout -> hint == Hint.NONE || hint == hintOf(layout))
                .sorted(Comparator.comparingDouble(cost::of))
                .toList();
    if (layouts.isEmpty() || (hint == Hint.NONE && cost.of(layouts.get(0)) >= cost.ofGather())) {
      return Optional.empty();
    }
    return plan(database, layouts.get(0), gather);
  }

  private Optional<Rooted> plan(String database, Layout layout, ReadNode gather)
      throws SQLException {
    Map<Integer, LeafSql.Part> scratch = new HashMap<>();
    Map<Integer, TableUse> uses = new HashMap<>();
    List<ShipPlanner.Shipped> tables = new ArrayList<>();
    for (TableUse use : question.sharded()) {
      int id = FIRST_SCRATCH + use.id();
      uses.put(id, use);
      Place place = layout.of(use);
      if (place instanceof Place.Everywhere) {
        scratch.put(use.id(), new LeafSql.Scratch(id));
        tables.add(new ShipPlanner.Shipped(use, id, List.of()));
      } else if (place instanceof Place.ByKey byKey) {
        scratch.put(use.id(), new LeafSql.PartitionScratch(id));
        List<String> forms = ShardKeyForms.expressions(key(use, byKey), question.dialect());
        tables.add(new ShipPlanner.Shipped(use, id, forms));
      }
    }
    List<Move> moves = new ArrayList<>();
    for (Gather.Ship ship : new ShipPlanner(question, needs).ships(tables)) {
      TableUse use = Objects.requireNonNull(uses.get(ship.id()));
      Place place = layout.of(use);
      Move.Volume volume = cost.volume(use, place);
      moves.add(
          place instanceof Place.ByKey byKey
              ? new Move.Repartition(ship, key(use, byKey), volume)
              : new Move.Broadcast(ship, volume));
    }
    Question rest = question.over(scratch, layout.analysis(question));
    Optional<Rooted> input = new LocalPlanner(rest).plan(database);
    return input.map(
        rooted ->
            new Rooted(
                new Redistribute(
                    moves,
                    new Target.Partitions(database, rest.anyChoice()),
                    rooted.root(),
                    gather),
                rooted.visibleColumns()));
  }

  private ShardKey key(TableUse use, Place.ByKey place) {
    Table table = ((Catalogue.Base) use.meaning()).table();
    return ShardKey.of(
        question.dialect().engine(),
        Layout.distributed(table, new Distribution.Sharded(place.columns())));
  }

  private enum Hint {
    NONE,
    BROADCAST,
    REPARTITION,
    GATHER
  }

  private static Hint hintOf(Layout layout) {
    return layout.repartitions() ? Hint.REPARTITION : Hint.BROADCAST;
  }

  /** The word in {@code /*canopy broadcast *}{@code /} and the like. */
  private Hint hint() {
    Tokens tokens = question.text().tokens();
    for (var comment : tokens.comments()) {
      String text =
          tokens
              .text()
              .substring(comment.start(), comment.end())
              .replaceAll("^/\\*|\\*/$", "")
              .strip()
              .replaceAll("\\s+", " ")
              .toUpperCase(Locale.ROOT);
      for (Hint hint : Hint.values()) {
        if (hint != Hint.NONE && text.equals("CANOPY " + hint)) {
          return hint;
        }
      }
    }
    return Hint.NONE;
  }

  /** MySQL opens a temporary table once for each place that names the common table around it. */
  private boolean namesCommonTableAgain() {
    return CommonTable.in(question.text()).stream()
        .anyMatch(table -> table.recursive() || table.places().size() > 1);
  }
}
