package io.canopydb.driver.ddl;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.parse.command.DatabaseCommand;
import io.canopydb.driver.parse.command.SyncVariable;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.PartitionState;
import io.canopydb.metadata.model.Role;
import io.canopydb.metadata.store.Journal;
import io.canopydb.metadata.store.MetadataEditRejected;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CREATE DATABASE and DROP DATABASE. A database is there once the metadata say so: making one that
 * was interrupted is undone, and dropping one is completed.
 */
final class DatabaseDdl {
  private final DdlTools tools;
  private final MetadataStore store;

  DatabaseDdl(DdlTools tools) {
    this.tools = tools;
    this.store = tools.store();
  }

  void create(DatabaseCommand.CreateDatabase command, DdlExecutor.Caller caller, Journal.Lock lock)
      throws SQLException {
    String name = command.database();
    ClusterSnapshot snapshot = store.snapshot();
    if (snapshot.databases().containsKey(name)) {
      if (command.ifNotExists()) {
        return;
      }
      throw CanopyError.DATABASE_EXISTS.with(name);
    }
    DatabaseNames.check(tools.dialect().engine(), name);
    checkCollision(name, snapshot);
    List<Leaf> leaves = Places.usableLeaves(snapshot);
    int count =
        command
            .partitions()
            .orElse(
                (int) SyncVariable.DEFAULT_PARTITIONS_PER_LEAF.number(snapshot) * leaves.size());
    Database database = new Database(name, layout(leaves, count), Map.of(), Map.of(), Map.of());
    DatabaseEntry entry = DatabaseEntry.of(true, database, leaves, tools.dialect());
    onLeaves(entry, caller, snapshot, DatabaseOnLeaf::checkAbsent);
    try {
      Journal.Entry written = store.journal().write(name, DatabaseEntry.KIND, entry.json());
      tools.faults().reach("entry written");
      long version;
      try {
        onLeaves(
            entry,
            caller,
            snapshot,
            leaf -> {
              leaf.create(command.options());
              tools.faults().reach("database made on a leaf");
            });
        if (!lock.held()) {
          throw CanopyError.LEASE_LOST.with();
        }
        version = publish(database);
      } catch (SQLException refused) {
        undo(written, entry, caller, snapshot, refused);
        throw refused;
      }
      tools.faults().reach("metadata updated");
      MetadataChange.barrier(store, version);
      store.journal().remove(written);
      tools.faults().reach("entry removed");
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  private static void checkCollision(String name, ClusterSnapshot snapshot) throws SQLException {
    Optional<String> collision = DatabaseNames.collision(name, snapshot.databases().keySet());
    if (collision.isPresent()) {
      throw CanopyError.DATABASE_NAME.with(name, collision.get());
    }
  }

  private static PartitionMap layout(List<Leaf> leaves, int count) {
    List<Partition> partitions = new ArrayList<>();
    for (int ordinal = 0; ordinal < count; ordinal++) {
      Leaf leaf = leaves.get(ordinal % leaves.size());
      partitions.add(
          new Partition(
              ordinal,
              PartitionState.ONLINE,
              List.of(new PartitionInstance(leaf.id(), Role.MASTER))));
    }
    return new PartitionMap(partitions);
  }

  private long publish(Database database) throws SQLException, MetadataException {
    String name = database.name();
    try {
      return store
          .update(
              current -> {
                if (current.databases().containsKey(name)) {
                  throw new MetadataEditRejected("the database " + name + " exists");
                }
                DatabaseNames.collision(name, current.databases().keySet())
                    .ifPresent(
                        why -> {
                          throw new MetadataEditRejected(why);
                        });
                return current.withDatabase(database);
              })
          .version();
    } catch (MetadataEditRejected e) {
      throw CanopyError.DATABASE_NAME.causedBy(e, name, e.getMessage());
    }
  }

  private void undo(
      Journal.Entry written,
      DatabaseEntry entry,
      DdlExecutor.Caller caller,
      ClusterSnapshot snapshot,
      SQLException refused)
      throws MetadataException {
    try {
      onLeaves(entry, caller, snapshot, DatabaseOnLeaf::undo);
      store.journal().remove(written);
    } catch (SQLException later) {
      refused.addSuppressed(later); // the entry stays, for whoever comes next
    }
  }

  void drop(DatabaseCommand.DropDatabase command, DdlExecutor.Caller caller, Journal.Lock lock)
      throws SQLException {
    String name = command.database();
    try {
      List<Journal.Entry> older = store.journal().entries(name);
      ClusterSnapshot snapshot = store.snapshot();
      Database database = snapshot.databases().get(name);
      if (database == null) {
        for (Journal.Entry left : older) {
          settle(left, caller);
        }
        if (command.ifExists()) {
          return;
        }
        throw CanopyError.UNKNOWN_DATABASE.with(name);
      }
      DatabaseEntry entry =
          DatabaseEntry.of(false, database, Places.usableLeaves(snapshot), tools.dialect());
      onLeaves(entry, caller, snapshot, DatabaseOnLeaf::checkNobodyWaits);
      Journal.Entry written = store.journal().write(name, DatabaseEntry.KIND, entry.json());
      tools.faults().reach("entry written");
      for (Journal.Entry moot : older) {
        store.journal().remove(moot);
      }
      if (!lock.held()) {
        throw CanopyError.LEASE_LOST.with();
      }
      finishDrop(written, entry, caller);
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  private void finishDrop(Journal.Entry written, DatabaseEntry entry, DdlExecutor.Caller caller)
      throws SQLException, MetadataException {
    String name = entry.database();
    ClusterSnapshot without = store.update(current -> current.withoutDatabase(name));
    tools.faults().reach("metadata updated");
    MetadataChange.barrier(store, without.version());
    tools.door().forgetDatabase(name);
    try {
      onLeaves(
          entry,
          caller,
          without,
          leaf -> {
            leaf.drop();
            tools.faults().reach("database dropped on a leaf");
          });
    } catch (SQLException e) {
      throw CanopyError.DDL_INTERRUPTED.causedBy(e, "DROP DATABASE " + name, e.getMessage());
    }
    for (String ids : entry.ids()) {
      store.idRanges().forget(name, ids);
      tools.metadata().forgetIds(name, ids);
    }
    store.journal().remove(written);
    tools.faults().reach("entry removed");
  }

  /** Completes or undoes what another aggregator began. */
  void settle(Journal.Entry written, DdlExecutor.Caller caller) throws SQLException {
    try {
      if (!written.kind().equals(DatabaseEntry.KIND)) {
        store.journal().remove(written); // about a database that is gone
        return;
      }
      DatabaseEntry entry = DatabaseEntry.read(written.body());
      if (!entry.create()) {
        finishDrop(written, entry, caller);
        return;
      }
      ClusterSnapshot snapshot = store.snapshot();
      if (snapshot.databases().containsKey(entry.database())) {
        MetadataChange.barrier(store, snapshot.version());
      } else {
        onLeaves(entry, caller, snapshot, DatabaseOnLeaf::undo);
      }
      store.journal().remove(written);
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  private void onLeaves(
      DatabaseEntry entry,
      DdlExecutor.Caller caller,
      ClusterSnapshot snapshot,
      FanOut.Task<DatabaseOnLeaf> task)
      throws SQLException {
    List<DatabaseOnLeaf> leaves = new ArrayList<>();
    Set<Integer> known = new HashSet<>(entry.partitions().keySet());
    known.retainAll(snapshot.leaves().keySet()); // a leaf that was removed holds nothing any more
    for (int id : known) {
      leaves.add(
          new DatabaseOnLeaf(
              tools,
              caller,
              snapshot.leaves().get(id),
              entry.database(),
              entry.partitions().get(id)));
    }
    tools.fanOut().each(leaves, task, () -> {});
  }
}
