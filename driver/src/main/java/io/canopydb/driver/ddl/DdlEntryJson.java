package io.canopydb.driver.ddl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.driver.ddl.DdlEntry.Phase;
import io.canopydb.driver.ddl.DdlEntry.Request;
import io.canopydb.driver.ddl.text.Change;
import io.canopydb.driver.ddl.text.ObjectName;
import io.canopydb.driver.ddl.text.Template;
import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Journal entries of DDL statements as JSON. */
final class DdlEntryJson {
  /** The kind of journal entry that this is. */
  static final String KIND = "ddl";

  private static final int FORMAT = 2;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DdlEntryJson() {}

  static String write(DdlEntry entry) {
    ObjectNode object = MAPPER.createObjectNode();
    object.put("format", FORMAT);
    object.put("phase", entry.phase().name());
    Request request = entry.request();
    object.put("statement", request.statement());
    object.put("ansiQuotes", request.ansiQuotes());
    object.put("noBackslashEscapes", request.noBackslashEscapes());
    object.put("selected", request.selected());
    texts(object.putObject("settings"), request.settings());
    Change change = entry.change();
    object.put("what", change.what());
    template(object, "shell", change.shell());
    template(object, "partition", change.partition());
    template(object, "inverse", change.inverse());
    template(object, "trial", change.trial());
    ArrayNode objects = object.putArray("objects");
    for (ObjectName name : change.objects()) {
      objects
          .addObject()
          .put("kind", name.kind().name())
          .put("name", name.name())
          .put("shellOnly", name.shellOnly());
    }
    object.put("alone", change.alone());
    object.put("partitionsFirst", change.partitionsFirst());
    ArrayNode first = object.putArray("first");
    change.before().forEach(template -> pieces(first.addArray(), template));
    ArrayNode ops = object.putArray("ops");
    for (MetadataOp op : entry.ops()) {
      MetadataOpJson.write(op, ops.addObject());
    }
    descriptions(object.putObject("before"), entry.before());
    descriptions(object.putObject("after"), entry.after());
    object.put("undoable", entry.undoable());
    ObjectNode transactions = object.putObject("transactions");
    entry.transactions().forEach((leaf, id) -> transactions.put(Integer.toString(leaf), id));
    return object.toString();
  }

  static DdlEntry read(String body) throws SQLException {
    JsonNode object = parse(body);
    List<ObjectName> objects = new ArrayList<>();
    for (JsonNode name : object.path("objects")) {
      objects.add(
          new ObjectName(
              ObjectName.Kind.valueOf(name.path("kind").asText()),
              name.path("name").asText(),
              name.path("shellOnly").asBoolean()));
    }
    List<MetadataOp> ops = new ArrayList<>();
    for (JsonNode op : object.path("ops")) {
      ops.add(MetadataOpJson.read(op));
    }
    Map<Integer, String> transactions = new LinkedHashMap<>();
    texts(object.path("transactions"))
        .forEach((leaf, id) -> transactions.put(Integer.valueOf(leaf), id));
    return new DdlEntry(
        new Request(
            object.path("statement").asText(),
            object.path("ansiQuotes").asBoolean(),
            object.path("noBackslashEscapes").asBoolean(),
            object.path("selected").asText(null),
            texts(object.path("settings"))),
        Phase.valueOf(object.path("phase").asText()),
        new Change(
            object.path("what").asText(),
            template(object.path("shell")),
            template(object.path("partition")),
            template(object.path("inverse")),
            template(object.path("trial")),
            objects,
            List.of(),
            object.path("alone").asBoolean(),
            object.path("partitionsFirst").asBoolean(),
            templates(object.path("first")),
            List.of()),
        ops,
        descriptions(object.path("before")),
        descriptions(object.path("after")),
        object.path("undoable").asBoolean(),
        transactions);
  }

  /** The JSON of a body, if this version can read it. */
  static JsonNode parse(String body) throws SQLException {
    JsonNode object;
    try {
      object = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw CanopyError.INTERNAL.causedBy(e, "a journal entry is no JSON");
    }
    if (object.path("format").asInt() != FORMAT) {
      throw CanopyError.STORE_FAILED.with(
          "a journal entry has format " + object.path("format").asText(),
          "use a version of Canopy that can read it");
    }
    return object;
  }

  static ObjectNode newObject() {
    return MAPPER.createObjectNode().put("format", FORMAT);
  }

  private static void descriptions(ObjectNode object, Map<String, Description> descriptions) {
    descriptions.forEach(
        (name, description) ->
            object
                .putObject(name)
                .put("state", description.state())
                .put("text", description.text())
                .put("mode", description.mode()));
  }

  private static Map<String, Description> descriptions(JsonNode object) {
    Map<String, Description> descriptions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode description = field.getValue();
      descriptions.put(
          field.getKey(),
          new Description(
              description.path("state").asText(),
              description.path("text").asText(),
              description.path("mode").asText()));
    }
    return descriptions;
  }

  private static void texts(ObjectNode object, Map<String, String> texts) {
    texts.forEach(object::put);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      texts.put(field.getKey(), field.getValue().asText());
    }
    return texts;
  }

  /** A text is itself, and a gap a list with its name. */
  private static void template(ObjectNode object, String field, @Nullable Template template) {
    if (template == null) {
      return;
    }
    pieces(object.putArray(field), template);
  }

  private static void pieces(ArrayNode pieces, Template template) {
    for (Template.Piece piece : template.pieces()) {
      if (piece instanceof Template.Text text) {
        pieces.add(text.sql());
      } else if (piece instanceof Template.Slot slot) {
        pieces.addArray().add(slot.name());
      }
    }
  }

  private static List<Template> templates(JsonNode all) {
    List<Template> read = new ArrayList<>();
    all.forEach(pieces -> read.add(pieces(pieces)));
    return read;
  }

  private static @Nullable Template template(JsonNode pieces) {
    return pieces.isArray() ? pieces(pieces) : null;
  }

  private static Template pieces(JsonNode pieces) {
    List<Template.Piece> read = new ArrayList<>();
    for (JsonNode piece : pieces) {
      read.add(
          piece.isArray()
              ? Template.Slot.valueOf(piece.path(0).asText())
              : new Template.Text(piece.asText()));
    }
    return new Template(read);
  }
}
