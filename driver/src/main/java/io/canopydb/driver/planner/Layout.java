package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Analysis;
import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Locality;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the sharded tables of a query lie while it runs.
 *
 * @param places by the id of the table's use
 */
record Layout(Map<Integer, Place> places) {
  Layout {
    places = Map.copyOf(places);
  }

  /** Where the rows of one table lie. */
  sealed interface Place {
    /** Where they are. */
    record Home() implements Place {}

    /** All of them on each leaf. */
    record Everywhere() implements Place {}

    /** Each in the partition that the hash of these columns says. */
    record ByKey(List<String> columns) implements Place {
      public ByKey {
        columns = List.copyOf(columns);
      }
    }
  }

  static final Place HOME = new Place.Home();
  static final Place EVERYWHERE = new Place.Everywhere();

  Place of(TableUse use) {
    return places.getOrDefault(use.id(), HOME);
  }

  /** This layout with one table elsewhere. */
  Layout with(TableUse use, Place place) {
    Map<Integer, Place> changed = new HashMap<>(places);
    changed.put(use.id(), place);
    return new Layout(changed);
  }

  boolean repartitions() {
    return places.values().stream().anyMatch(place -> place instanceof Place.ByKey);
  }

  /** What a query is over tables that lie so. */
  Analysis analysis(Question question) {
    List<TableUse> uses = question.analysis().uses().stream().map(this::placed).toList();
    return Analysis.of(question.text(), uses, question.catalogue(), question.aggregates());
  }

  /** Whether it answers a query partition by partition. */
  boolean local(Question question) {
    return analysis(question).locality() instanceof Locality.Local;
  }

  private TableUse placed(TableUse use) {
    Place place = of(use);
    if (place instanceof Place.Home || !use.sharded()) {
      return use;
    }
    Catalogue.Base base = (Catalogue.Base) use.meaning();
    Distribution distribution =
        place instanceof Place.ByKey byKey
            ? new Distribution.Sharded(byKey.columns())
            : new Distribution.Reference();
    return new TableUse(
        use.id(),
        use.span(),
        use.name(),
        new Catalogue.Base(base.database(), distributed(base.table(), distribution)),
        use.aliased());
  }

  static Table distributed(Table table, Distribution distribution) {
    return table.withDistribution(distribution);
  }
}
