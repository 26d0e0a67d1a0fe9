package io.canopydb.metadata.store;

import io.canopydb.metadata.codec.JsonCodec;
import io.canopydb.metadata.model.Engine;

/**
 * What never changes of a cluster.
 *
 * @param id given at random when the cluster was made
 * @param engine the engine of all leaves
 */
record ClusterRecord(String id, Engine engine) {

  static final JsonCodec<ClusterRecord> CODEC =
      new JsonCodec<>(
          "cluster",
          (cluster, object) -> {
            object.put("id", cluster.id());
            object.put("engine", cluster.engine().name());
          },
          fields ->
              new ClusterRecord(fields.string("id"), fields.constant("engine", Engine.class)));
}
