package io.canopydb.metadata.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import java.util.List;

/** A table in its stored form. */
public final class TableCodec {

  /** The codec. */
  public static final JsonCodec<Table> TABLE =
      new JsonCodec<>("table", TableCodec::write, TableCodec::read);

  private static final String SHARDED = "sharded";
  private static final String KEYLESS = "keyless";
  private static final String REFERENCE = "reference";

  private TableCodec() {}

  private static void write(Table table, ObjectNode object) {
    object.put("name", table.name());
    object.put("numbering", table.numbering());
    if (table.moving()) {
      object.put("moving", true);
    }
    if (table.chosen()) {
      object.put("chosen", true);
    }
    writeDistribution(table.distribution(), object);
    ArrayNode columns = object.putArray("columns");
    for (Column column : table.columns()) {
      ObjectNode stored = columns.addObject();
      stored.put("name", column.name());
      stored.put("type", column.type());
      if (column.collation() != null) {
        stored.put("collation", column.collation());
      }
      stored.put("nullable", column.nullable());
      stored.put("autoIncrement", column.autoIncrement());
      stored.put("generated", column.generated());
      if (column.defaultExpression() != null) {
        stored.put("default", column.defaultExpression());
      }
    }
    ArrayNode keys = object.putArray("uniqueKeys");
    for (UniqueKey key : table.uniqueKeys()) {
      ObjectNode stored = keys.addObject();
      stored.put("name", key.name());
      stored.put("primary", key.primary());
      stored.put("exact", key.exact());
      putStrings(stored, "columns", key.columns());
      if (key.lookup() != null) {
        stored.put("lookup", key.lookup());
      }
    }
  }

  private static void writeDistribution(Distribution distribution, ObjectNode object) {
    if (distribution instanceof Distribution.Sharded sharded) {
      object.put("distribution", SHARDED);
      putStrings(object, "shardKey", sharded.columns());
    } else if (distribution instanceof Distribution.Keyless) {
      object.put("distribution", KEYLESS);
    } else if (distribution instanceof Distribution.Reference) {
      object.put("distribution", REFERENCE);
    } else {
      throw new IllegalStateException("no stored form of " + distribution);
    }
  }

  private static Table read(JsonFields fields) throws UnreadableException {
    return new Table(
        fields.string("name"),
        readDistribution(fields),
        fields.list("columns", TableCodec::readColumn),
        fields.list("uniqueKeys", TableCodec::readKey),
        fields.number("numbering"),
        !fields.isAbsent("moving") && fields.bool("moving"),
        !fields.isAbsent("chosen") && fields.bool("chosen"));
  }

  private static Distribution readDistribution(JsonFields fields) throws UnreadableException {
    String distribution = fields.string("distribution");
    return switch (distribution) {
      case SHARDED -> new Distribution.Sharded(fields.strings("shardKey"));
      case KEYLESS -> new Distribution.Keyless();
      case REFERENCE -> new Distribution.Reference();
      default ->
          throw new UnreadableException(
              "the table's distribution is unknown to this version: " + distribution);
    };
  }

  private static Column readColumn(JsonFields fields) throws UnreadableException {
    return new Column(
        fields.string("name"),
        fields.string("type"),
        fields.optionalString("collation"),
        fields.bool("nullable"),
        fields.bool("autoIncrement"),
        fields.bool("generated"),
        fields.optionalString("default"));
  }

  private static UniqueKey readKey(JsonFields fields) throws UnreadableException {
    return new UniqueKey(
        fields.string("name"),
        fields.bool("primary"),
        fields.strings("columns"),
        fields.bool("exact"),
        fields.optionalString("lookup"));
  }

  static void putStrings(ObjectNode object, String name, List<String> values) {
    ArrayNode array = object.putArray(name);
    values.forEach(array::add);
  }
}
