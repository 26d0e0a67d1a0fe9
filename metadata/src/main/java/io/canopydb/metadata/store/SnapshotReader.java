package io.canopydb.metadata.store;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads snapshots. An object that did not change is the same object in the old and the new
 * snapshot, so that whoever derived something from it sees that by comparing references.
 *
 * <p>A reading is made of many reads, and others may write in between: the caller must check
 * afterwards that the version is still the one that it asked for, and drop the result, or the
 * error, if not.
 */
final class SnapshotReader {

  private final Znodes znodes;
  private final ZooKeeperClient client;

  SnapshotReader(Znodes znodes, ZooKeeperClient client) {
    this.znodes = znodes;
    this.client = client;
  }

  /** Reads everything. */
  ClusterSnapshot readAll(ClusterSnapshot known, long version) throws MetadataException {
    Set<Part> parts = new LinkedHashSet<>();
    parts.add(new Part.OfVariables());
    known.leaves().keySet().forEach(id -> parts.add(new Part.OfLeaf(id)));
    known.databases().keySet().forEach(name -> parts.add(new Part.OfDatabase(name)));
    addChildren(parts, Part.LEAVES, znodes.leaves());
    addChildren(parts, Part.DATABASES, znodes.databases());
    return read(known, version, parts);
  }

  /** Reads the parts of these paths, and takes the rest from a snapshot that is known. */
  ClusterSnapshot readChanged(ClusterSnapshot known, long version, Collection<String> paths)
      throws MetadataException {
    Set<Part> parts = new LinkedHashSet<>();
    paths.forEach(path -> Part.of(path).ifPresent(parts::add));
    return read(known, version, parts);
  }

  private ClusterSnapshot read(ClusterSnapshot known, long version, Set<Part> parts)
      throws MetadataException {
    Set<Part> all = new LinkedHashSet<>();
    for (Part part : parts) {
      all.add(part);
      if (part instanceof Part.OfDatabase database) {
        addContents(all, known, database);
      }
    }
    Map<String, byte[]> stored = client.getAll(all.stream().map(znodes::part).toList());
    SnapshotDraft draft = new SnapshotDraft(known);
    for (Part part : all) {
      String path = znodes.part(part);
      draft.put(part, path, stored.get(path));
    }
    return draft.finish(version);
  }

  /** What a database holds, and what it held: of the latter some may be gone. */
  private void addContents(Set<Part> parts, ClusterSnapshot known, Part.OfDatabase part)
      throws MetadataException {
    String name = part.database();
    parts.add(new Part.OfPartitions(name));
    Database database = known.databases().get(name);
    if (database != null) {
      database.tables().keySet().forEach(table -> parts.add(new Part.OfTable(name, table)));
      database.views().keySet().forEach(view -> parts.add(new Part.OfView(name, view)));
      for (String sequence : database.sequences().keySet()) {
        parts.add(new Part.OfSequence(name, sequence));
      }
    }
    for (String kind : Part.KINDS_OF_CONTENT) {
      addChildren(parts, part.path() + "/" + kind, znodes.within(name, kind));
    }
  }

  private void addChildren(Set<Part> parts, String parent, String znode) throws MetadataException {
    for (String child : client.children(znode)) {
      Part.of(parent + "/" + child).ifPresent(parts::add);
    }
  }
}
