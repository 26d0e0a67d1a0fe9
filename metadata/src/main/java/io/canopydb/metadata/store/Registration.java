package io.canopydb.metadata.store;

import io.canopydb.metadata.codec.JsonCodec;
import io.canopydb.metadata.store.Aggregator.Kind;

/**
 * What an aggregator writes of itself into its ephemeral znode.
 *
 * @param host where it runs
 * @param port where it listens; 0 for a driver
 * @param kind what it is
 * @param mapVersion the newest version of the metadata that it applied
 */
record Registration(String host, int port, Kind kind, long mapVersion) {

  static final JsonCodec<Registration> CODEC =
      new JsonCodec<>(
          "registration of an aggregator",
          (registration, object) -> {
            object.put("host", registration.host());
            object.put("port", registration.port());
            object.put("kind", registration.kind().name());
            object.put("mapVersion", registration.mapVersion());
          },
          fields ->
              new Registration(
                  fields.string("host"),
                  fields.integer("port"),
                  fields.constant("kind", Kind.class),
                  fields.number("mapVersion")));

  Registration withMapVersion(long newVersion) {
    return new Registration(host, port, kind, newVersion);
  }
}
