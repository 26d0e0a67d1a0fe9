package io.canopydb.metadata.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.PartitionState;
import io.canopydb.metadata.model.Role;

/** A database's partition map in its stored form: about 100 bytes a partition. */
public final class PartitionMapCodec {

  /** The codec. */
  public static final JsonCodec<PartitionMap> PARTITION_MAP =
      new JsonCodec<>("partition map", PartitionMapCodec::write, PartitionMapCodec::read);

  private PartitionMapCodec() {}

  private static void write(PartitionMap map, ObjectNode object) {
    ArrayNode partitions = object.putArray("partitions");
    for (Partition partition : map.partitions()) {
      ObjectNode stored = partitions.addObject();
      stored.put("ordinal", partition.ordinal());
      stored.put("state", partition.state().name());
      ArrayNode instances = stored.putArray("instances");
      for (PartitionInstance instance : partition.instances()) {
        ObjectNode storedInstance = instances.addObject();
        storedInstance.put("leaf", instance.leaf());
        storedInstance.put("role", instance.role().name());
      }
    }
  }

  private static PartitionMap read(JsonFields fields) throws UnreadableException {
    return new PartitionMap(fields.list("partitions", PartitionMapCodec::readPartition));
  }

  private static Partition readPartition(JsonFields fields) throws UnreadableException {
    return new Partition(
        fields.integer("ordinal"),
        fields.constant("state", PartitionState.class),
        fields.list("instances", PartitionMapCodec::readInstance));
  }

  private static PartitionInstance readInstance(JsonFields fields) throws UnreadableException {
    return new PartitionInstance(fields.integer("leaf"), fields.constant("role", Role.class));
  }
}
