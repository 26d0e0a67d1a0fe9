package io.canopydb.driver.ddl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the journal holds of CREATE or DROP DATABASE.
 *
 * @param create whether the database is being made; else it is being dropped
 * @param partitions the partition namespaces on each leaf, by the leaf's id; a leaf with none of
 *     them is there too, for its shell
 * @param ids what numbers were issued for
 */
record DatabaseEntry(
    boolean create, String database, Map<Integer, List<String>> partitions, List<String> ids) {
  static final String KIND = "ddl-database";

  DatabaseEntry {
    partitions = Collections.unmodifiableMap(new TreeMap<>(partitions));
    ids = List.copyOf(ids);
  }

  static DatabaseEntry of(
      boolean create, Database database, Collection<Leaf> leaves, Dialect dialect) {
    Map<Integer, List<String>> partitions = new TreeMap<>();
    for (Leaf leaf : leaves) {
      partitions.put(leaf.id(), new ArrayList<>());
    }
    for (Partition partition : database.partitionMap().partitions()) {
      for (PartitionInstance instance : partition.instances()) {
        partitions
            .computeIfAbsent(instance.leaf(), leaf -> new ArrayList<>())
            .add(dialect.partitionNamespace(database.name(), partition.ordinal()));
      }
    }
    List<String> ids = new ArrayList<>(database.sequences().keySet());
    for (Table table : database.tables().values()) {
      table.autoIncrementColumn().ifPresent(id -> ids.add(table.name() + "." + id.name()));
    }
    return new DatabaseEntry(create, database.name(), partitions, ids);
  }

  String json() {
    ObjectNode object = DdlEntryJson.newObject();
    object.put("create", create).put("database", database);
    ObjectNode leaves = object.putObject("partitions");
    partitions.forEach(
        (leaf, namespaces) -> {
          ArrayNode list = leaves.putArray(Integer.toString(leaf));
          namespaces.forEach(list::add);
        });
    ids.forEach(object.putArray("ids")::add);
    return object.toString();
  }

  static DatabaseEntry read(String body) throws SQLException {
    JsonNode object = DdlEntryJson.parse(body);
    Map<Integer, List<String>> partitions = new TreeMap<>();
    object
        .path("partitions")
        .properties()
        .forEach(
            leaf -> {
              List<String> namespaces = new ArrayList<>();
              leaf.getValue().forEach(namespace -> namespaces.add(namespace.asText()));
              partitions.put(Integer.valueOf(leaf.getKey()), namespaces);
            });
    List<String> ids = new ArrayList<>();
    object.path("ids").forEach(id -> ids.add(id.asText()));
    return new DatabaseEntry(
        object.path("create").asBoolean(), object.path("database").asText(), partitions, ids);
  }
}
