package io.canopydb.metadata.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A logical database: where its partitions lie and what it holds. Maps are keyed by name and
 * iterate in the order of names.
 */
public record Database(
    String name,
    PartitionMap partitionMap,
    Map<String, Table> tables,
    Map<String, View> views,
    Map<String, Sequence> sequences) {

  public Database {
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
    views = Collections.unmodifiableMap(new TreeMap<>(views));
    sequences = Collections.unmodifiableMap(new TreeMap<>(sequences));
  }

  /** This database with other tables. */
  public Database withTables(Map<String, Table> newTables) {
    return new Database(name, partitionMap, newTables, views, sequences);
  }

  /** This database with other views. */
  public Database withViews(Map<String, View> newViews) {
    return new Database(name, partitionMap, tables, newViews, sequences);
  }

  /** This database with other sequences. */
  public Database withSequences(Map<String, Sequence> newSequences) {
    return new Database(name, partitionMap, tables, views, newSequences);
  }

  /** This database with its partitions elsewhere. */
  public Database withPartitionMap(PartitionMap newMap) {
    return new Database(name, newMap, tables, views, sequences);
  }
}
