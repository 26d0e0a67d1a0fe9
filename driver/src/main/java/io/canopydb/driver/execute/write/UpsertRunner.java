package io.canopydb.driver.execute.write;

import io.canopydb.driver.dialect.ErrorClasses;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.DescribedRows;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.LeafText;
import io.canopydb.driver.execute.SentValue;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.execute.write.UpsertConflicts.Found;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.LookupRows;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.plan.Upsert;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Runs an INSERT that provides for duplicates on a table with global keys: in a transaction, row by
 * row in their order. The row that one is a duplicate of is looked for and locked; then the user's
 * own statement runs in the partition where it lies, so that the engine itself updates or replaces
 * it; then the lookup tables follow. Where no row is there the row is inserted as any other, which
 * fails if another session was faster: then it is looked for again.
 *
 * <p>Rows that are there are locked before their lookup rows, as UPDATE and DELETE do. One instance
 * runs one execution.
 */
final class UpsertRunner {
  private static final int ATTEMPTS = 10;

  /** So many rows are first sent together, in the hope that none is a duplicate. */
  private static final int MANY = 20;

  private final Execution execution;
  private final InsertSender sender;
  private final PlacedRows insert;
  private final List<LookupRows> lookupRows;
  private final Upsert upsert;
  private final PartitionMap map;
  private final UpsertConflicts conflicts;
  private final UpsertLookups lookups;
  private final SkippedDuplicates skipped;
  private final ReturnedRows returned;
  private final List<Object> issuedIds = new ArrayList<>();

  /** The rows that the statement has written; PostgreSQL refuses to update one twice. */
  private final Set<String> written = new HashSet<>();

  private boolean several;
  private long count;
  private long firstId;

  UpsertRunner(Execution execution, InsertSender sender, InsertRows insert, int rows)
      throws SQLException {
    this.execution = execution;
    this.sender = sender;
    this.insert = insert.placed();
    this.lookupRows = insert.lookups();
    this.upsert = Objects.requireNonNull(insert.upsert());
    this.map = execution.map(this.insert.database());
    this.conflicts = new UpsertConflicts(execution, insert, upsert);
    this.lookups = new UpsertLookups(execution, this.insert, upsert, conflicts);
    this.skipped = new SkippedDuplicates(execution, insert, upsert, conflicts, lookups);
    this.returned = new ReturnedRows(execution, this.insert, rows);
  }

  Written run(List<InsertRow> rows) throws SQLException {
    several = rows.size() > 1;
    new EvaluatedCells(execution).evaluate(rows);
    Map<String, Long> taken = new SequenceCells(execution, insert).issue(rows);
    IssuedIds issued = new IssuedIds(execution, insert, rows);
    issued.issue();
    try (conflicts) {
      run(rows, 0, issued);
      if (returned.undescribed()) {
        describe(rows.get(0));
      }
    }
    issued.last(taken);
    return new Written(
        count, returned.described(issuedIds.isEmpty() ? null : issuedIds), firstId, taken);
  }

  /**
   * Runs some rows. Many are sent together, in the hope that none is a duplicate, and by halves
   * where one is; so few duplicates among many rows cost little.
   *
   * @param from which row of the statement is their first
   */
  private void run(List<InsertRow> rows, int from, IssuedIds issued) throws SQLException {
    boolean many = rows.size() >= MANY;
    if ((many || (several && upsert.way() == Upsert.Way.SKIP)) && together(rows, from, issued)) {
      return;
    }
    // PostgreSQL updates no row twice, so that it matters which rows were there before.
    boolean halves =
        upsert.way() != Upsert.Way.UPDATE || execution.dialect().engine() == Engine.MYSQL;
    if (many && halves) {
      int middle = rows.size() / 2;
      run(rows.subList(0, middle), from, issued);
      run(rows.subList(middle, rows.size()), from + middle, issued);
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      IssuedIds own = issued.of(rows.get(i));
      switch (upsert.way()) {
        case SKIP -> skipping(rows.get(i), from + i, own);
        case UPDATE, REPLACE -> writing(rows.get(i), from + i, own);
      }
    }
  }

  /** Sends rows together; false, and nothing is done, where one may be a duplicate. */
  private boolean together(List<InsertRow> rows, int from, IssuedIds issued) throws SQLException {
    int mark = execution.aftermath().mark();
    try {
      took(sender.send(upsert.plain(), lookupRows, rows, 0, /* mayComeAgain= */ true), from);
    } catch (SQLException e) {
      execution.aftermath().backTo(mark);
      ErrorClasses errors = execution.dialect().errors();
      boolean bent = insert.ignore() && !errors.connectionBroken(e) && !errors.transactionUndone(e);
      if (errors.duplicateKey(e) || bent) {
        return false;
      }
      throw e;
    }
    for (InsertRow row : rows) {
      noteIssued(row, issued.of(row));
    }
    return true;
  }

  private void took(Written inserted, int from) throws SQLException {
    count += inserted.count();
    DescribedRows rows = inserted.rows();
    if (rows != null && execution.dialect().engine() == Engine.POSTGRESQL) {
      returned.take(from, rows);
    }
  }

  private void describe(InsertRow row) throws SQLException {
    int home = conflicts.home(row);
    SharedConnection connection = execution.acquire(execution.master(insert.database(), map, home));
    try {
      returned.describe(connection, InsertTexts.of(execution, insert, row, home));
    } finally {
      connection.release();
    }
  }

  private void skipping(InsertRow row, int index, IssuedIds issued) throws SQLException {
    long inserted = skipped.insert(row, index, home -> sent(row, index, home));
    if (inserted > 0) {
      count += inserted;
      noteIssued(row, issued);
    }
  }

  private void writing(InsertRow row, int index, IssuedIds issued) throws SQLException {
    SQLException last = null;
    Upsert.Key violated = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      String number = issuedColumn(issued);
      List<Found> found = conflicts.of(row, number, violated);
      if (!found.isEmpty()) {
        if (upsert.way() == Upsert.Way.UPDATE) {
          update(row, index, conflicts.first(found));
        } else {
          replace(row, index, conflicts.distinct(found), issued);
        }
        return;
      }
      last = insert(row, index, issued);
      if (last == null) {
        if (several && execution.dialect().engine() == Engine.POSTGRESQL) {
          conflicts.of(row, null, null).forEach(own -> written.add(conflicts.identity(own)));
        }
        return;
      }
      violated = violated(last);
      if (number != null && issued.skip()) {
        issued.issue();
      }
    }
    throw last == null ? CanopyError.ROW_CHANGED.with(insert.table().name()) : last;
  }

  private @Nullable String issuedColumn(IssuedIds issued) {
    return issued.needed() > 0 && insert.issued() != null ? insert.issued().name() : null;
  }

  /** Inserts a row; gives the error where it is a duplicate, as another session was faster. */
  private @Nullable SQLException insert(InsertRow row, int index, IssuedIds issued)
      throws SQLException {
    try {
      took(
          sender.send(upsert.plain(), lookupRows, List.of(row), 0, /* mayComeAgain= */ true),
          index);
      noteIssued(row, issued);
      return null;
    } catch (SQLException e) {
      if (execution.dialect().errors().duplicateKey(e) && violated(e) != null) {
        return e;
      }
      throw e;
    }
  }

  private void noteIssued(InsertRow row, IssuedIds issued) throws SQLException {
    if (issued.needed() > 0
        && insert.issued() != null
        && row.value(insert.issued().position()) instanceof Long id) {
      issuedIds.add(id);
      firstId = firstId == 0 ? id : firstId;
    }
  }

  /** The key that was violated; null where the statement does not provide for its duplicates. */
  private Upsert.@Nullable Key violated(SQLException duplicate) {
    for (Upsert.Key key : upsert.keys()) {
      boolean told =
          duplicate instanceof PSQLException postgreSql
              ? postgreSql.getServerErrorMessage() != null
                  && key.key().name().equals(postgreSql.getServerErrorMessage().getConstraint())
              : String.valueOf(duplicate.getMessage()).endsWith("." + key.key().name() + "'");
      if (told) {
        return key;
      }
    }
    return null;
  }

  private void update(InsertRow row, int index, Found found) throws SQLException {
    if (execution.dialect().engine() == Engine.POSTGRESQL
        && written.contains(conflicts.identity(found))) {
      throw new SQLException(
          "ERROR: ON CONFLICT DO UPDATE command cannot affect row a second time\n"
              + "  Hint: Ensure that no rows proposed for insertion within the same command have"
              + " duplicate constrained values.",
          "21000");
    }
    long changed = sent(row, index, found.partition());
    noteUpdated(changed);
    count += changed;
    if (changed > 0) {
      written.add(conflicts.identity(found));
    }
    if (upsert.follows()) {
      List<SentValue> after = conflicts.image(found.partition(), identity(found));
      if (after == null) {
        throw CanopyError.ROW_CHANGED.with(insert.table().name());
      }
      lookups.follow(found.image(), after);
    }
  }

  /** MySQL's answer to one row names the number of the row that is there. */
  private void noteUpdated(long changed) {
    long id =
        several || changed == 0 || execution.dialect().engine() != Engine.MYSQL
            ? 0
            : execution.aftermath().sentId();
    if (id != 0) {
      issuedIds.add(id);
    }
  }

  private List<SentValue> identity(Found found) {
    return found.image().subList(0, upsert.identity().size());
  }

  private void replace(InsertRow row, int index, List<Found> found, IssuedIds issued)
      throws SQLException {
    int home = conflicts.home(row);
    long here = 0;
    for (Found old : found) {
      if (old.partition() == home) {
        here++;
      } else {
        LeafText delete =
            execution.renderer().withRow(identity(old)).render(upsert.delete(), old.partition());
        lookups.expectOne(lookups.written(old.partition(), delete));
        count++;
      }
      lookups.follow(old.image(), null);
    }
    long replaced = sent(row, index, home);
    // A row that is locked by nobody may have come in between; its lookups would stay.
    List<SentValue> after = replaced > 1 + here ? null : conflicts.image(home, newIdentity(row));
    if (after == null) {
      throw CanopyError.ROW_CHANGED.with(insert.table().name());
    }
    count += replaced;
    lookups.follow(null, after);
    noteIssued(row, issued);
  }

  private List<SentValue> newIdentity(InsertRow row) throws SQLException {
    for (Upsert.Key key : upsert.keys()) {
      if (key.key().columns().equals(upsert.identity())) {
        return conflicts.stored(row, key);
      }
    }
    throw CanopyError.INTERNAL.with("no key by which rows are found");
  }

  /** Runs the user's own statement of one row in a partition. */
  private long sent(InsertRow row, int index, int partition) throws SQLException {
    LeafText text = InsertTexts.of(execution, insert, row, partition);
    SharedConnection connection = lookups.connection(partition);
    try {
      return returned.send(connection, text, List.of(index));
    } finally {
      connection.release();
    }
  }
}
