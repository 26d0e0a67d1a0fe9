package io.canopydb.metadata.store;

import io.canopydb.metadata.codec.JsonCodec;
import io.canopydb.metadata.codec.LeafCodec;
import io.canopydb.metadata.codec.PartitionMapCodec;
import io.canopydb.metadata.codec.SequenceCodec;
import io.canopydb.metadata.codec.TableCodec;
import io.canopydb.metadata.codec.VariablesCodec;
import io.canopydb.metadata.codec.ViewCodec;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs between two snapshots, and adds the writes that turn one into the other to a
 * transaction. Used by one thread.
 */
final class SnapshotDiff {

  private static final byte[] NOTHING = {};

  private final Znodes znodes;
  private final Transaction writes;
  private final List<String> paths = new ArrayList<>();

  private SnapshotDiff(Znodes znodes, Transaction writes) {
    this.znodes = znodes;
    this.writes = writes;
  }

  static SnapshotDiff between(
      ClusterSnapshot old, ClusterSnapshot wanted, Znodes znodes, Transaction writes)
      throws MetadataException {
    requireSound(old, wanted);
    SnapshotDiff diff = new SnapshotDiff(znodes, writes);
    diff.children(old.leaves(), wanted.leaves(), Part.OfLeaf::new, LeafCodec.LEAF);
    if (!old.variables().equals(wanted.variables())) {
      Part variables = new Part.OfVariables();
      diff.set(variables, VariablesCodec.VARIABLES.encode(wanted.variables()));
    }
    diff.databases(old.databases(), wanted.databases());
    return diff;
  }

  /** The parts that differ. */
  List<String> paths() {
    return paths;
  }

  /** An edit that breaks these is a defect of its author. */
  private static void requireSound(ClusterSnapshot old, ClusterSnapshot wanted) {
    if (wanted.engine() != old.engine()) {
      throw new IllegalArgumentException("a cluster's engine cannot change");
    }
    wanted.leaves().forEach((id, leaf) -> requireKey(id, leaf.id()));
    for (Map.Entry<String, Database> entry : wanted.databases().entrySet()) {
      Database database = entry.getValue();
      requireKey(entry.getKey(), database.name());
      if (database != old.databases().get(database.name())) {
        database.tables().forEach((name, table) -> requireKey(name, table.name()));
        database.views().forEach((name, view) -> requireKey(name, view.name()));
        database.sequences().forEach((name, sequence) -> requireKey(name, sequence.name()));
      }
    }
  }

  private static void requireKey(Object key, Object name) {
    if (!key.equals(name)) {
      throw new IllegalArgumentException(name + " is filed under " + key);
    }
  }

  private void databases(Map<String, Database> old, Map<String, Database> wanted)
      throws MetadataException {
    for (Database database : old.values()) {
      if (!wanted.containsKey(database.name())) {
        drop(database);
      }
    }
    for (Database database : wanted.values()) {
      Database before = old.get(database.name());
      if (before == null) {
        create(database);
      } else if (before != database) {
        change(before, database);
      }
    }
  }

  private void drop(Database database) throws MetadataException {
    String name = database.name();
    for (String table : database.tables().keySet()) {
      delete(znodes.part(new Part.OfTable(name, table)));
    }
    for (String view : database.views().keySet()) {
      delete(znodes.part(new Part.OfView(name, view)));
    }
    for (String sequence : database.sequences().keySet()) {
      delete(znodes.part(new Part.OfSequence(name, sequence)));
    }
    delete(znodes.within(name, Part.TABLES));
    delete(znodes.within(name, Part.VIEWS));
    delete(znodes.within(name, Part.SEQUENCES));
    delete(znodes.part(new Part.OfPartitions(name)));
    Part whole = new Part.OfDatabase(name);
    delete(znodes.part(whole));
    paths.add(whole.path());
  }

  private void create(Database database) throws MetadataException {
    String name = database.name();
    Part whole = new Part.OfDatabase(name);
    create(znodes.part(whole), NOTHING);
    create(
        znodes.part(new Part.OfPartitions(name)),
        PartitionMapCodec.PARTITION_MAP.encode(database.partitionMap()));
    create(znodes.within(name, Part.TABLES), NOTHING);
    create(znodes.within(name, Part.VIEWS), NOTHING);
    create(znodes.within(name, Part.SEQUENCES), NOTHING);
    int touched = paths.size();
    contents(new Database(name, database.partitionMap(), Map.of(), Map.of(), Map.of()), database);
    // Who reads of a new database reads all of it.
    paths.subList(touched, paths.size()).clear();
    paths.add(whole.path());
  }

  private void change(Database old, Database wanted) throws MetadataException {
    if (!old.partitionMap().equals(wanted.partitionMap())) {
      set(
          new Part.OfPartitions(wanted.name()),
          PartitionMapCodec.PARTITION_MAP.encode(wanted.partitionMap()));
    }
    contents(old, wanted);
  }

  private void contents(Database old, Database wanted) throws MetadataException {
    String name = wanted.name();
    children(old.tables(), wanted.tables(), t -> new Part.OfTable(name, t), TableCodec.TABLE);
    children(old.views(), wanted.views(), v -> new Part.OfView(name, v), ViewCodec.VIEW);
    children(
        old.sequences(),
        wanted.sequences(),
        s -> new Part.OfSequence(name, s),
        SequenceCodec.SEQUENCE);
  }

  private <K, V> void children(
      Map<K, V> old, Map<K, V> wanted, Function<K, Part> part, JsonCodec<V> codec)
      throws MetadataException {
    if (old == wanted) {
      return;
    }
    for (K key : old.keySet()) {
      if (!wanted.containsKey(key)) {
        Part gone = part.apply(key);
        delete(znodes.part(gone));
        paths.add(gone.path());
      }
    }
    for (Map.Entry<K, V> entry : wanted.entrySet()) {
      @Nullable V before = old.get(entry.getKey());
      V after = entry.getValue();
      Part changed = part.apply(entry.getKey());
      if (before == null) {
        create(znodes.part(changed), codec.encode(after));
        paths.add(changed.path());
      } else if (before != after && !Objects.equals(before, after)) {
        set(changed, codec.encode(after));
      }
    }
  }

  private void set(Part part, byte[] data) throws MetadataException {
    writes.set(znodes.part(part), data, -1);
    paths.add(part.path());
  }

  private void create(String path, byte[] data) throws MetadataException {
    writes.create(path, data);
  }

  private void delete(String path) throws MetadataException {
    writes.delete(path, -1);
  }
}
