package io.canopydb.metadata.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything an aggregator knows of the cluster at one version. Immutable; threads share it freely.
 *
 * @param version grows by one with every change of the cluster's metadata
 * @param engine the engine of all leaves
 * @param leaves by id
 * @param databases by name
 * @param variables the sync variables that were set, by name; what is not here has its default
 */
public record ClusterSnapshot(
    long version,
    Engine engine,
    Map<Integer, Leaf> leaves,
    Map<String, Database> databases,
    Map<String, String> variables) {

  public ClusterSnapshot {
    leaves = Collections.unmodifiableMap(new TreeMap<>(leaves));
    databases = Collections.unmodifiableMap(new TreeMap<>(databases));
    variables = Collections.unmodifiableMap(new TreeMap<>(variables));
  }

  /** This snapshot with a leaf added or replaced. */
  public ClusterSnapshot withLeaf(Leaf leaf) {
    Map<Integer, Leaf> all = new TreeMap<>(leaves);
    all.put(leaf.id(), leaf);
    return new ClusterSnapshot(version, engine, all, databases, variables);
  }

  /** This snapshot without a leaf. */
  public ClusterSnapshot withoutLeaf(int id) {
    Map<Integer, Leaf> all = new TreeMap<>(leaves);
    all.remove(id);
    return new ClusterSnapshot(version, engine, all, databases, variables);
  }

  /** This snapshot with a database added or replaced. */
  public ClusterSnapshot withDatabase(Database database) {
    Map<String, Database> all = new TreeMap<>(databases);
    all.put(database.name(), database);
    return new ClusterSnapshot(version, engine, leaves, all, variables);
  }

  /** This snapshot without a database. */
  public ClusterSnapshot withoutDatabase(String name) {
    Map<String, Database> all = new TreeMap<>(databases);
    all.remove(name);
    return new ClusterSnapshot(version, engine, leaves, all, variables);
  }

  /** This snapshot with a sync variable set. */
  public ClusterSnapshot withVariable(String name, String value) {
    Map<String, String> all = new TreeMap<>(variables);
    all.put(name, value);
    return new ClusterSnapshot(version, engine, leaves, databases, all);
  }
}
