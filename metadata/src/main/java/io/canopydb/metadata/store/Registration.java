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
 * @param drainedVersion the newest version than which nothing older is held, for what it changed
 * @param oldestHeld the oldest version that was held when this was written
 */
record Registration(
    String host, int port, Kind kind, long mapVersion, long drainedVersion, long oldestHeld) {

  static final JsonCodec<Registration> CODEC =
      new JsonCodec<>(
          "registration of an aggregator",
          (registration, object) -> {
            object.put("host", registration.host());
            object.put("port", registration.port());
            object.put("kind", registration.kind().name());
            object.put("mapVersion", registration.mapVersion());
            object.put("drainedVersion", registration.drainedVersion());
            object.put("oldestHeld", registration.oldestHeld());
          },
          fields ->
              new Registration(
                  fields.string("host"),
                  fields.integer("port"),
                  fields.constant("kind", Kind.class),
                  fields.number("mapVersion"),
                  fields.isAbsent("drainedVersion") ? -1 : fields.number("drainedVersion"),
                  fields.isAbsent("oldestHeld") ? -1 : fields.number("oldestHeld")));

  Registration with(long applied, long drained, long oldest) {
    return new Registration(host, port, kind, applied, drained, oldest);
  }
}
