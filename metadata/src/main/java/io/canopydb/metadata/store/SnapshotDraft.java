package io.canopydb.metadata.store;

import io.canopydb.metadata.codec.JsonCodec;
import io.canopydb.metadata.codec.LeafCodec;
import io.canopydb.metadata.codec.PartitionMapCodec;
import io.canopydb.metadata.codec.SequenceCodec;
import io.canopydb.metadata.codec.TableCodec;
import io.canopydb.metadata.codec.UnreadableException;
import io.canopydb.metadata.codec.VariablesCodec;
import io.canopydb.metadata.codec.ViewCodec;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.Sequence;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.View;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that is being made of a known one and of what was read anew. What was read and equals
 * what was known is replaced by what was known. Used by one thread.
 */
final class SnapshotDraft {

  private final ClusterSnapshot known;
  private final Map<Integer, Leaf> leaves;
  private final Map<String, Database> databases;
  private Map<String, String> variables;
  private final Map<String, DatabaseDraft> drafts = new TreeMap<>();

  SnapshotDraft(ClusterSnapshot known) {
    this.known = known;
    this.leaves = new TreeMap<>(known.leaves());
    this.databases = new TreeMap<>(known.databases());
    this.variables = known.variables();
  }

  /** A database that is being made. */
  private static final class DatabaseDraft {
    final @Nullable Database known;
    boolean stored;
    @Nullable PartitionMap partitionMap;
    final Map<String, Table> tables = new TreeMap<>();
    final Map<String, View> views = new TreeMap<>();
    final Map<String, Sequence> sequences = new TreeMap<>();

    DatabaseDraft(@Nullable Database known) {
      this.known = known;
      if (known != null) {
        stored = true;
        partitionMap = known.partitionMap();
        tables.putAll(known.tables());
        views.putAll(known.views());
        sequences.putAll(known.sequences());
      }
    }

    /** The database; null when there is none. */
    @Nullable Database finish(String name) throws MetadataException {
      if (!stored) {
        return null;
      }
      if (partitionMap == null) {
        throw new MetadataException(
            Reason.UNREADABLE, "database " + name + " has no partition map in ZooKeeper");
      }
      Database database = new Database(name, partitionMap, tables, views, sequences);
      return database.equals(known) ? known : database;
    }
  }

  /**
   * Takes a part into the draft.
   *
   * @param data what was read; null when it is not there
   */
  void put(Part part, String path, byte @Nullable [] data) throws MetadataException {
    if (part instanceof Part.OfLeaf leaf) {
      replace(leaves, leaf.id(), LeafCodec.LEAF, path, data);
    } else if (part instanceof Part.OfVariables) {
      variables = data == null ? Map.of() : decode(VariablesCodec.VARIABLES, path, data);
    } else if (part instanceof Part.OfDatabase database) {
      draft(database.database()).stored = data != null;
    } else if (part instanceof Part.OfPartitions partitions) {
      DatabaseDraft draft = draft(partitions.database());
      PartitionMap read = data == null ? null : decode(PartitionMapCodec.PARTITION_MAP, path, data);
      if (read == null || !read.equals(draft.partitionMap)) {
        draft.partitionMap = read;
      }
    } else if (part instanceof Part.OfTable table) {
      replace(draft(table.database()).tables, table.table(), TableCodec.TABLE, path, data);
    } else if (part instanceof Part.OfView view) {
      replace(draft(view.database()).views, view.view(), ViewCodec.VIEW, path, data);
    } else if (part instanceof Part.OfSequence sequence) {
      replace(
          draft(sequence.database()).sequences,
          sequence.sequence(),
          SequenceCodec.SEQUENCE,
          path,
          data);
    } else {
      throw new IllegalStateException("no place for " + part);
    }
  }

  /** The snapshot. */
  ClusterSnapshot finish(long version) throws MetadataException {
    for (Map.Entry<String, DatabaseDraft> draft : drafts.entrySet()) {
      Database database = draft.getValue().finish(draft.getKey());
      if (database == null) {
        databases.remove(draft.getKey());
      } else {
        databases.put(draft.getKey(), database);
      }
    }
    return new ClusterSnapshot(version, known.engine(), leaves, databases, variables);
  }

  private DatabaseDraft draft(String name) {
    return drafts.computeIfAbsent(name, key -> new DatabaseDraft(known.databases().get(key)));
  }

  private static <K, V> void replace(
      Map<K, V> all, K key, JsonCodec<V> codec, String path, byte @Nullable [] data)
      throws MetadataException {
    if (data == null) {
      all.remove(key);
      return;
    }
    V read = decode(codec, path, data);
    if (!read.equals(all.get(key))) {
      all.put(key, read);
    }
  }

  static <V> V decode(JsonCodec<V> codec, String path, byte[] data) throws MetadataException {
    try {
      return codec.decode(data);
    } catch (UnreadableException e) {
      throw new MetadataException(Reason.UNREADABLE, path + ": " + e.getMessage(), e);
    }
  }
}
