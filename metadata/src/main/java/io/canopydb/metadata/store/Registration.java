package io.canopydb.metadata.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.metadata.codec.JsonCodec;
import io.canopydb.metadata.codec.JsonFields;
import io.canopydb.metadata.codec.UnreadableException;
import io.canopydb.metadata.store.Aggregator.Kind;

/**
 * What an aggregator writes of itself into its ephemeral znode.
 *
 * @param host where it runs
 * @param port where it listens; 0 for a driver
 * @param kind what it is
 * @param mapVersion the newest version of the metadata that it applied
 * @param held what it holds of older ones; unknown of an older Canopy, which does not tell
 */
record Registration(String host, int port, Kind kind, long mapVersion, Holdings held) {

  static final JsonCodec<Registration> CODEC =
      new JsonCodec<>("registration of an aggregator", Registration::write, Registration::read);

  private static void write(Registration registration, ObjectNode object) {
    object.put("host", registration.host());
    object.put("port", registration.port());
    object.put("kind", registration.kind().name());
    object.put("mapVersion", registration.mapVersion());
    ObjectNode held = object.putObject("held");
    held.put("oldest", registration.held().oldest());
    ArrayNode parts = held.putArray("parts");
    for (Holdings.Part part : registration.held().parts()) {
      ObjectNode stored = parts.addObject();
      stored.put("oldest", part.oldest());
      write(part.scope(), stored);
    }
  }

  private static void write(DrainScope scope, ObjectNode object) {
    if (scope instanceof DrainScope.OfTable of) {
      object.put("database", of.database());
      object.put("table", of.table());
    } else if (scope instanceof DrainScope.OfPartition of) {
      object.put("database", of.database());
      object.put("partition", of.ordinal());
    } else if (scope instanceof DrainScope.OfDatabase of) {
      object.put("database", of.database());
    }
  }

  private static Registration read(JsonFields fields) throws UnreadableException {
    return new Registration(
        fields.string("host"),
        fields.integer("port"),
        fields.constant("kind", Kind.class),
        fields.number("mapVersion"),
        fields.isAbsent("held") ? Holdings.UNKNOWN : readHeld(fields.object("held")));
  }

  private static Holdings readHeld(JsonFields fields) throws UnreadableException {
    return new Holdings(
        fields.number("oldest"),
        fields.list("parts", part -> new Holdings.Part(readScope(part), part.number("oldest"))));
  }

  private static DrainScope readScope(JsonFields fields) throws UnreadableException {
    if (fields.isAbsent("database")) {
      return new DrainScope.Everything();
    }
    String database = fields.string("database");
    if (!fields.isAbsent("table")) {
      return new DrainScope.OfTable(database, fields.string("table"));
    }
    return fields.isAbsent("partition")
        ? new DrainScope.OfDatabase(database)
        : new DrainScope.OfPartition(database, fields.integer("partition"));
  }

  Registration with(long applied, Holdings nowHeld) {
    return new Registration(host, port, kind, applied, nowHeld);
  }
}
