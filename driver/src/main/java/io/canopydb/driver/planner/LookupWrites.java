package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.plan.KeyedLookup;
import io.canopydb.metadata.model.UniqueKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an UPDATE or DELETE of rows that are found first does to the lookup tables of one table: the
 * query gives the keys as they were and as they will be.
 */
final class LookupWrites {
  private final Dialect dialect;
  private final Names names;
  private final List<LookupTable> lookups;

  /** The cells of columns as they were, and of those that SET names as they will be. */
  private final Map<String, Integer> old = new HashMap<>();

  private final Map<String, Integer> assigned = new HashMap<>();

  private LookupWrites(Dialect dialect, List<LookupTable> lookups) {
    this.dialect = dialect;
    this.names = new Names(dialect.engine());
    this.lookups = lookups;
  }

  /**
   * Those of a statement.
   *
   * @param set the columns that it sets, as it names them; null where it deletes rows
   */
  static LookupWrites of(Dialect dialect, Catalogue.Base base, @Nullable Set<String> set) {
    return new LookupWrites(
        dialect,
        LookupTable.of(dialect, base.database(), base.table()).stream()
            .filter(lookup -> set == null || touches(dialect, lookup, set))
            .toList());
  }

  /** Whether a lookup table has one of these columns. */
  private static boolean touches(Dialect dialect, LookupTable lookup, Set<String> columns) {
    Names names = new Names(dialect.engine());
    return lookup.columns().stream()
        .anyMatch(own -> columns.stream().anyMatch(c -> names.stored(c).equals(names.stored(own))));
  }

  /** A key whose lookup table has to follow; null where none has. */
  @Nullable UniqueKey first() {
    return lookups.isEmpty() ? null : lookups.get(0).key();
  }

  /** The columns of the lookup tables that have to follow. */
  private Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    lookups.forEach(lookup -> columns.addAll(lookup.columns()));
    return columns;
  }

  boolean has(String column) {
    return columns().stream().anyMatch(own -> names.stored(own).equals(names.stored(column)));
  }

  /**
   * Adds what the query must give besides.
   *
   * @param alias how the query names the table
   */
  void addCells(List<String> cells, String alias) {
    for (String column : columns()) {
      old.put(column, cells.size());
      cells.add(alias + "." + dialect.quoteName(column));
    }
  }

  /** Notes which cell holds what a column is set to. */
  void assigned(String column, int cell) {
    for (String own : columns()) {
      if (names.stored(own).equals(names.stored(column))) {
        assigned.put(own, cell);
      }
    }
  }

  /** What becomes of the lookup tables, when all cells are known. */
  List<KeyedLookup> planned(boolean deletes) {
    List<KeyedLookup> planned = new ArrayList<>();
    for (LookupTable lookup : lookups) {
      List<String> columns = lookup.columns();
      List<Integer> gone = columns.stream().map(this::before).toList();
      List<Integer> come = deletes ? List.of() : columns.stream().map(this::after).toList();
      List<Integer> nullable =
          deletes ? List.of() : columns.stream().filter(lookup::nullable).map(this::after).toList();
      planned.add(
          new KeyedLookup(
              lookup.key(),
              lookup.rows(),
              gone,
              lookup.delete(gone),
              come,
              nullable,
              deletes ? null : lookup.insert(come)));
    }
    return planned;
  }

  private int before(String column) {
    return old.getOrDefault(column, -1);
  }

  private int after(String column) {
    return assigned.getOrDefault(column, before(column));
  }
}
