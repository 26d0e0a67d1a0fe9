package io.canopydb.driver.execute.write;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Aftermath;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.GlobalDuplicate;
import io.canopydb.driver.execute.LeafStatements;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.place.RowPlacement;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.KeyedLookup;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.LookupRows;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.plan.Upsert;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Inserts rows of which those are left out that are duplicates, one by one. Each lookup row is
 * noted before its row is there, which tells whether another has its value; where the row is left
 * out it is taken back.
 */
final class SkippedDuplicates {
  private final Execution execution;
  private final PlacedRows insert;
  private final List<LookupRows> lookupRows;
  private final Upsert upsert;
  private final UpsertConflicts conflicts;
  private final UpsertLookups lookups;

  SkippedDuplicates(
      Execution execution,
      InsertRows insert,
      Upsert upsert,
      UpsertConflicts conflicts,
      UpsertLookups lookups) {
    this.execution = execution;
    this.insert = insert.placed();
    this.lookupRows = insert.lookups();
    this.upsert = upsert;
    this.conflicts = conflicts;
    this.lookups = lookups;
  }

  /** Runs the user's own statement of the row in a partition. */
  interface Sending {
    long to(int partition) throws SQLException;
  }

  /** The lookup row of a row that is about to be inserted. */
  private record Reserved(KeyedLookup lookup, InsertRow row) {}

  /** Inserts a row unless it is a duplicate; how many rows were inserted. */
  long insert(InsertRow row, int index, Sending sending) throws SQLException {
    List<LookupRows> all = new ArrayList<>(lookupRows);
    all.sort(Comparator.comparing(lookup -> !minded(lookup)));
    List<Reserved> reserved = new ArrayList<>();
    LookupRows taken = null;
    for (LookupRows lookup : all) {
      if (absent(lookup, row)) {
        continue;
      }
      if (!reserve(lookup, row, index)) {
        undo(reserved);
        if (minded(lookup)) {
          return 0;
        }
        taken = lookup;
        break;
      }
      reserved.add(new Reserved(follower(lookup), row));
    }
    long inserted = sending.to(conflicts.home(row));
    if (inserted == 0 && taken == null) {
      undo(reserved);
    } else if (inserted > 0 && taken != null) {
      throw duplicate(taken, row);
    }
    return inserted;
  }

  private boolean minded(LookupRows lookup) {
    return upsert.keys().stream().anyMatch(key -> key.key().equals(lookup.key()));
  }

  private KeyedLookup follower(LookupRows lookup) {
    return upsert.lookups().stream()
        .filter(one -> one.key().equals(lookup.key()))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a row has no lookup row; where the engine refuses a NULL, it has none either. */
  private boolean absent(LookupRows lookup, InsertRow row) throws SQLException {
    for (int cell : lookup.cells()) {
      if (row.isNull(cell) && (lookup.nullable().contains(cell) || !insert.ignore())) {
        return true;
      }
    }
    return false;
  }

  private PlacedRows reserving(LookupRows lookup) {
    PlacedRows rows = lookup.rows();
    return switch (execution.dialect().engine()) {
      case MYSQL -> {
        LeafSql.Builder head = new LeafSql.Builder().text("INSERT IGNORE INTO ");
        rows.head().parts().stream().skip(1).forEach(head::part);
        yield rows.with(head.build(), rows.tail(), insert.ignore(), /* apart= */ false);
      }
      case POSTGRESQL ->
          rows.with(
              rows.head(),
              LeafSql.of(" ON CONFLICT DO NOTHING"),
              insert.ignore(),
              /* apart= */ false);
    };
  }

  /** Notes a row before it is there; false where another has its value. */
  private boolean reserve(LookupRows lookup, InsertRow row, int index) throws SQLException {
    Execution apart = execution.apart();
    boolean noted = noted(reserving(lookup), lookupRow(lookup, row), new LeafStatements(apart)) > 0;
    if (!noted) {
      warn(apart, lookup, index);
    }
    return noted;
  }

  /** MySQL warns of a row that is left out, by the names that the user knows. */
  private void warn(Execution apart, LookupRows lookup, int index) {
    String own = String.valueOf(lookup.key().lookup()) + ".PRIMARY";
    String told = insert.table().name() + "." + lookup.key().name();
    for (Aftermath.Warning warning : apart.aftermath().warnings()) {
      String message =
          warning.message().replace(own, told).replaceFirst(" at row 1$", " at row " + (index + 1));
      execution
          .aftermath()
          .warn(
              index + 1,
              new Aftermath.Warning(warning.level(), warning.code(), warning.state(), message));
    }
  }

  /** IGNORE makes another value of a NULL that the column does not take. */
  private InsertRow lookupRow(LookupRows lookup, InsertRow row) throws SQLException {
    InsertRow noted = row.of(lookup.cells());
    for (int i = 0; i < lookup.cells().size(); i++) {
      if (noted.isNull(i)) {
        noted.compute(i, conflicts.stored(row, List.of(lookup.cells().get(i))).get(0));
      }
    }
    return noted;
  }

  private long noted(PlacedRows rows, InsertRow row, LeafStatements by) throws SQLException {
    int partition =
        new RowPlacement(execution, rows)
            .partitions(List.of(row), execution.map(insert.database()).count())[0];
    return lookups.written(partition, InsertTexts.of(execution, rows, row, partition), by);
  }

  private SQLException duplicate(LookupRows lookup, InsertRow row) throws SQLException {
    try {
      noted(lookup.rows(), row.of(lookup.cells()), new LeafStatements(execution.apart()));
    } catch (SQLException e) {
      return GlobalDuplicate.of(
          e, lookup.key(), insert.table().name(), execution.dialect().engine());
    }
    return CanopyError.ROW_CHANGED.with(insert.table().name());
  }

  private void undo(List<Reserved> reserved) throws SQLException {
    for (Reserved one : reserved) {
      List<SentValue> image = new ArrayList<>();
      for (int i = 0; i < upsert.width(); i++) {
        image.add(SentValue.NULL);
      }
      LookupRows rows =
          lookupRows.stream()
              .filter(lookup -> lookup.key().equals(one.lookup().key()))
              .findFirst()
              .orElseThrow();
      List<SentValue> values =
          conflicts.stored(one.row(), rows.cells().subList(0, rows.key().columns().size()));
      for (int i = 0; i < values.size(); i++) {
        image.set(one.lookup().gone().get(i), values.get(i));
      }
      lookups.expectOne(lookups.forget(one.lookup(), image));
    }
  }
}
