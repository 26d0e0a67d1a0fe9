package io.canopydb.metadata.store;

import io.canopydb.metadata.codec.JsonCodec;
import io.canopydb.metadata.model.Engine;
import org.jspecify.annotations.Nullable;

/**
 * What never changes of a cluster.
 *
 * @param id given at random when the cluster was made
 * @param engine the engine of all leaves
 * @param keyId tells the key under which secrets are sealed from others (see ClusterKey.id); null
 *     where none was given
 */
record ClusterRecord(String id, Engine engine, @Nullable String keyId) {

  static final JsonCodec<ClusterRecord> CODEC =
      new JsonCodec<>(
          "cluster",
          (cluster, object) -> {
            object.put("id", cluster.id());
            object.put("engine", cluster.engine().name());
            object.put("keyId", cluster.keyId());
          },
          fields ->
              new ClusterRecord(
                  fields.string("id"),
                  fields.constant("engine", Engine.class),
                  fields.optionalString("keyId")));
}
