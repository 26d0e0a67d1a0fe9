package io.canopydb.driver.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How the master aggregator answers ADD LEAF when it was carried out.
 *
 * @param leaf the new leaf's id
 * @param group its availability group
 * @param version the server's version text
 * @param warnings settings that will matter later, each with what to set
 */
public record AddLeafAnswer(int leaf, int group, String version, List<String> warnings) {
  private static final int VERSION = 1;

  public AddLeafAnswer {
    warnings = List.copyOf(warnings);
  }

  /** As it lies in the answer. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION);
    json.put("leaf", leaf);
    json.put("group", group);
    json.put("serverVersion", version);
    ArrayNode texts = json.putArray("warnings");
    warnings.forEach(texts::add);
    return json.toString();
  }

  /** Reads it back; IllegalArgumentException where it is not of this version. */
  public static AddLeafAnswer fromJson(String text) {
    JsonNode json = MessageJson.read(text, VERSION);
    List<String> warnings = new ArrayList<>();
    json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return new AddLeafAnswer(
        MessageJson.number(json, "leaf"),
        MessageJson.number(json, "group"),
        MessageJson.text(json, "serverVersion"),
        warnings);
  }
}
