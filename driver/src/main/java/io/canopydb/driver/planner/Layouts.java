package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.JoinColumn;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.planner.Layout.Place;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The layouts that are worth a look: one table stays and all others go everywhere; or those that
 * one column joins are partitioned by it, and all others go everywhere. Each is then improved: what
 * need not move stays, the greatest first. That is no search of all layouts, but its cost grows
 * with the number of tables only as its square.
 */
final class Layouts {
  private final Question question;
  private final List<Set<JoinColumn>> joins;
  private final Set<Integer> chosenByOrder;
  private final List<TableUse> greatestFirst;

  Layouts(Question question, TableNeeds needs) {
    this.question = question;
    this.joins = question.analysis().layout().joins();
    this.chosenByOrder = question.analysis().layout().chosenByOrder();
    this.greatestFirst = new ArrayList<>(question.sharded());
    greatestFirst.sort(Comparator.comparingDouble(needs::bytes).reversed());
  }

  /** Layouts that answer the query partition by partition; may be empty. */
  List<Layout> all() {
    List<Layout> found = new ArrayList<>();
    for (TableUse use : greatestFirst) {
      Layout layout = everywhere().with(use, Layout.HOME);
      if (answers(layout)) {
        found.add(improved(layout));
        break;
      }
    }
    for (Layout layout : byJoins()) {
      if (answers(layout)) {
        found.add(improved(layout));
      }
    }
    return found;
  }

  /** Whether it answers the query partition by partition, and each leaf as all others do. */
  private boolean answers(Layout layout) {
    return greatestFirst.stream()
            .noneMatch(
                use ->
                    layout.of(use) instanceof Place.Everywhere && chosenByOrder.contains(use.id()))
        && layout.local(question);
  }

  private Layout everywhere() {
    Layout layout = new Layout(Map.of());
    for (TableUse use : greatestFirst) {
      layout = layout.with(use, Layout.EVERYWHERE);
    }
    return layout;
  }

  private Layout improved(Layout layout) {
    Layout best = layout;
    for (TableUse use : greatestFirst) {
      if (!(best.of(use) instanceof Place.Home)) {
        Layout less = best.with(use, Layout.HOME);
        if (answers(less)) {
          best = less;
        }
      }
    }
    return best;
  }

  private List<Layout> byJoins() {
    List<Layout> layouts = new ArrayList<>();
    for (Set<JoinColumn> joined : joins) {
      layouts.add(byColumns(List.of(joined)));
    }
    for (TableUse use : greatestFirst) {
      if (table(use).distribution() instanceof Distribution.Sharded sharded
          && sharded.columns().size() > 1) {
        joinsOf(use, sharded.columns()).map(this::byColumns).ifPresent(layouts::add);
      }
    }
    return layouts;
  }

  /** For each column of a table's shard key the columns that it is joined with. */
  private Optional<List<Set<JoinColumn>>> joinsOf(TableUse use, List<String> key) {
    List<Set<JoinColumn>> sets = new ArrayList<>();
    for (String column : key) {
      Optional<Set<JoinColumn>> set =
          joins.stream()
              .filter(
                  joined ->
                      joined.stream()
                          .anyMatch(
                              other ->
                                  other.use() == use.id()
                                      && other.column().equalsIgnoreCase(column)))
              .findFirst();
      if (set.isEmpty()) {
        return Optional.empty();
      }
      sets.add(set.get());
    }
    return Optional.of(sets);
  }

  /** Tables that have a column of each set are partitioned by those; the others go everywhere. */
  private Layout byColumns(List<Set<JoinColumn>> sets) {
    Map<Integer, Place> places = new HashMap<>();
    for (TableUse use : greatestFirst) {
      List<String> columns = new ArrayList<>();
      for (Set<JoinColumn> set : sets) {
        set.stream()
            .filter(column -> column.use() == use.id())
            .findFirst()
            .flatMap(column -> table(use).column(column.column()))
            .ifPresent(column -> columns.add(column.name()));
      }
      places.put(
          use.id(), columns.size() < sets.size() ? Layout.EVERYWHERE : new Place.ByKey(columns));
    }
    return new Layout(places);
  }

  private static Table table(TableUse use) {
    return ((Catalogue.Base) use.meaning()).table();
  }
}
