package io.canopydb.driver.ddl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Distribution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Changes of the metadata as JSON. */
final class MetadataOpJson {
  private MetadataOpJson() {}

  static void write(MetadataOp op, ObjectNode object) {
    if (op instanceof MetadataOp.PutTable put) {
      object.put("op", "put table").put("name", put.name());
      if (put.distribution() instanceof Distribution.Sharded sharded) {
        object.put("distribution", "sharded");
        sharded.columns().forEach(object.putArray("shardKey")::add);
        object.put("chosen", put.chosen());
      } else {
        object.put(
            "distribution",
            put.distribution() instanceof Distribution.Reference ? "reference" : "keyless");
      }
      put.lookups().forEach(object.putObject("lookups")::put);
    } else if (op instanceof MetadataOp.RemoveTable remove) {
      object.put("op", "remove table").put("name", remove.name());
    } else if (op instanceof MetadataOp.PutView put) {
      object.put("op", "put view").put("name", put.name()).put("query", put.query());
    } else if (op instanceof MetadataOp.RemoveView remove) {
      object.put("op", "remove view").put("name", remove.name());
    } else if (op instanceof MetadataOp.PutSequence put) {
      object.put("op", "put sequence").put("name", put.name());
      object.put("start", put.start()).put("increment", put.increment());
    } else if (op instanceof MetadataOp.RemoveSequence remove) {
      object.put("op", "remove sequence").put("name", remove.name());
    } else if (op instanceof MetadataOp.ResetIds reset) {
      object.put("op", "reset ids").put("name", reset.name());
      object.put("numbering", reset.numbering());
      reset.first().ifPresent(first -> object.put("first", first));
    } else if (op instanceof MetadataOp.RaiseIds raise) {
      object.put("op", "raise ids").put("name", raise.name()).put("first", raise.first());
    } else if (op instanceof MetadataOp.RaiseIdsAbove raise) {
      object.put("op", "raise ids above").put("name", raise.table()).put("column", raise.column());
    } else if (op instanceof MetadataOp.MoveIds move) {
      object.put("op", "move ids").put("name", move.from()).put("to", move.to());
    }
  }

  static MetadataOp read(JsonNode object) throws SQLException {
    String name = object.path("name").asText();
    String op = object.path("op").asText();
    return switch (op) {
      case "put table" ->
          new MetadataOp.PutTable(
              name, distribution(object), object.path("chosen").asBoolean(), lookups(object));
      case "remove table" -> new MetadataOp.RemoveTable(name);
      case "put view" -> new MetadataOp.PutView(name, object.path("query").asText());
      case "remove view" -> new MetadataOp.RemoveView(name);
      case "put sequence" ->
          new MetadataOp.PutSequence(
              name, object.path("start").asLong(), object.path("increment").asLong());
      case "remove sequence" -> new MetadataOp.RemoveSequence(name);
      case "reset ids" ->
          new MetadataOp.ResetIds(
              name,
              object.has("first")
                  ? OptionalLong.of(object.path("first").asLong())
                  : OptionalLong.empty(),
              object.path("numbering").asLong());
      case "raise ids" -> new MetadataOp.RaiseIds(name, object.path("first").asLong());
      case "raise ids above" -> new MetadataOp.RaiseIdsAbove(name, object.path("column").asText());
      case "move ids" -> new MetadataOp.MoveIds(name, object.path("to").asText());
      default -> throw CanopyError.INTERNAL.with("a journal entry asks for: " + op);
    };
  }

  private static Map<String, String> lookups(JsonNode object) {
    Map<String, String> lookups = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.path("lookups").properties()) {
      lookups.put(field.getKey(), field.getValue().asText());
    }
    return lookups;
  }

  private static Distribution distribution(JsonNode object) throws SQLException {
    String word = object.path("distribution").asText();
    return switch (word) {
      case "sharded" -> {
        List<String> columns = new ArrayList<>();
        object.path("shardKey").forEach(column -> columns.add(column.asText()));
        yield new Distribution.Sharded(columns);
      }
      case "reference" -> new Distribution.Reference();
      case "keyless" -> new Distribution.Keyless();
      default -> throw CanopyError.INTERNAL.with("a journal entry has a table that is: " + word);
    };
  }
}
