package io.canopydb.driver.ddl;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.TableReader.TableShape;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.ids.IdIssuer;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Sequence;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.model.View;
import io.canopydb.metadata.store.IdRanges;
import io.canopydb.metadata.store.MetadataEditRejected;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings the metadata up to what the leaves hold, and waits until every aggregator knows it. May be
 * repeated.
 */
final class MetadataChange {
  private static final Duration BARRIER = Duration.ofSeconds(30);

  private final MetadataStore store;
  private final IdIssuer issuer;
  private final Dialect dialect;

  MetadataChange(MetadataStore store, IdIssuer issuer, Dialect dialect) {
    this.store = store;
    this.issuer = issuer;
    this.dialect = dialect;
  }

  /** The largest number in a column of a table, over all places. */
  @FunctionalInterface
  interface Largest {
    long in(String table, String column) throws SQLException;
  }

  /**
   * @param shell a leaf on which all is done
   */
  void apply(List<MetadataOp> ops, String database, LeafWork shell, Largest largest)
      throws SQLException {
    if (ops.isEmpty()) {
      return;
    }
    Map<String, TableShape> shapes = shapes(ops, dialect.shellNamespace(database), shell);
    try {
      issuedNumbers(ops, database, largest);
      long version =
          store
              .update(
                  snapshot -> {
                    Database before = snapshot.databases().get(database);
                    if (before == null) {
                      throw new MetadataEditRejected("the database " + database + " is gone");
                    }
                    return snapshot.withDatabase(changed(before, ops, shapes));
                  })
              .version();
      barrier(store, version);
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    } catch (MetadataEditRejected e) {
      throw CanopyError.UNKNOWN_DATABASE.causedBy(e, database);
    }
  }

  /** Waits until every aggregator plans by this version. */
  static void barrier(MetadataStore store, long version) throws SQLException, MetadataException {
    try {
      store.barrier(version, BARRIER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CanopyError.CANCELLED.causedBy(e);
    }
  }

  /** Forgets the numbers that this aggregator holds for something that is gone. */
  void forgetIds(String database, String name) {
    issuer.forget(database, name);
  }

  private Map<String, TableShape> shapes(List<MetadataOp> ops, String namespace, LeafWork shell)
      throws SQLException {
    Map<String, TableShape> shapes = new HashMap<>();
    for (MetadataOp op : ops) {
      String name =
          op instanceof MetadataOp.PutTable table
              ? table.name()
              : op instanceof MetadataOp.PutView view ? view.name() : null;
      if (name != null) {
        shapes.put(
            name,
            dialect
                .tableReader()
                .read(shell.jdbc(), namespace, name)
                .orElseThrow(
                    () -> CanopyError.INTERNAL.with(name + " is not in the shell any more")));
      }
    }
    return shapes;
  }

  private void issuedNumbers(List<MetadataOp> ops, String database, Largest largest)
      throws MetadataException, SQLException {
    IdRanges ranges = store.idRanges();
    for (MetadataOp op : ops) {
      if (op instanceof MetadataOp.ResetIds reset) {
        if (isDone(reset, database)) {
          continue;
        }
        ranges.forget(database, reset.name());
        issuer.forget(database, reset.name());
        if (reset.first().isPresent() && reset.first().getAsLong() != 1) {
          ranges.raise(database, reset.name(), reset.first().getAsLong() - 1);
        }
      } else if (op instanceof MetadataOp.RaiseIds raise) {
        issuer.observe(database, raise.name(), raise.first() - 1);
      } else if (op instanceof MetadataOp.RaiseIdsAbove raise) {
        long most = largest.in(raise.table(), raise.column());
        if (most > 0) {
          issuer.observe(database, raise.table() + "." + raise.column(), most);
        }
      } else if (op instanceof MetadataOp.MoveIds move) {
        long highest = ranges.highest(database, move.from());
        if (highest != Long.MIN_VALUE) {
          ranges.raise(database, move.to(), highest);
        }
        issuer.forget(database, move.from());
        ranges.forget(database, move.from());
      }
    }
  }

  private boolean isDone(MetadataOp.ResetIds reset, String database) {
    Database known = store.snapshot().databases().get(database);
    Optional<String> table = reset.table();
    if (known == null) {
      return false;
    }
    if (table.isPresent()) {
      Table numbered = known.tables().get(table.get());
      return numbered != null && numbered.numbering() == reset.numbering();
    }
    Sequence numbered = known.sequences().get(reset.name());
    return numbered != null && numbered.numbering() == reset.numbering();
  }

  private static Database changed(
      Database before, List<MetadataOp> ops, Map<String, TableShape> shapes) {
    Map<String, Table> tables = new TreeMap<>(before.tables());
    Map<String, View> views = new TreeMap<>(before.views());
    Map<String, Sequence> sequences = new TreeMap<>(before.sequences());
    // What goes goes first, since two tables may change their names for each other's.
    for (MetadataOp op : ops) {
      if (op instanceof MetadataOp.RemoveTable remove) {
        tables.remove(remove.name());
      } else if (op instanceof MetadataOp.RemoveView remove) {
        views.remove(remove.name());
      } else if (op instanceof MetadataOp.RemoveSequence remove) {
        sequences.remove(remove.name());
      }
    }
    for (MetadataOp op : ops) {
      if (op instanceof MetadataOp.PutTable put) {
        Table old = before.tables().get(put.name());
        TableShape shape = Objects.requireNonNull(shapes.get(put.name()));
        TableShape named = CreatedSequences.named(shape, before);
        tables.put(put.name(), table(put, named, old == null ? 0 : old.numbering()));
      } else if (op instanceof MetadataOp.PutView put) {
        TableShape shape = Objects.requireNonNull(shapes.get(put.name()));
        List<String> columns = shape.columns().stream().map(Column::name).toList();
        views.put(put.name(), new View(put.name(), columns, put.query()));
      } else if (op instanceof MetadataOp.PutSequence put) {
        Sequence old = before.sequences().get(put.name());
        sequences.put(
            put.name(),
            new Sequence(
                put.name(), put.start(), put.increment(), old == null ? 0 : old.numbering()));
      }
    }
    for (MetadataOp op : ops) {
      if (op instanceof MetadataOp.ResetIds reset) {
        if (reset.table().isPresent()) {
          tables.computeIfPresent(
              reset.table().get(), (name, table) -> table.withNumbering(reset.numbering()));
        } else {
          sequences.computeIfPresent(
              reset.name(),
              (name, old) -> new Sequence(name, old.start(), old.increment(), reset.numbering()));
        }
      }
    }
    return before.withTables(tables).withViews(views).withSequences(sequences);
  }

  private static Table table(MetadataOp.PutTable put, TableShape shape, long numbering) {
    List<UniqueKey> keys =
        shape.uniqueKeys().stream()
            .map(key -> key.withLookup(put.lookups().get(key.name())))
            .toList();
    return new Table(put.name(), put.distribution(), shape.columns(), keys)
        .withNumbering(numbering)
        .withChosen(put.chosen());
  }
}
