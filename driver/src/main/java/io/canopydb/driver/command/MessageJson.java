package io.canopydb.driver.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the JSON of requests and answers, and refuses what has not the form expected. */
final class MessageJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MessageJson() {}

  static JsonNode read(String text, int version) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      // The exception's own text quotes its source, which may hold what nobody should see.
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage());
    }
    int found = json.path("version").asInt(0);
    if (found != version) {
      throw new IllegalArgumentException(
          "a message of version " + found + " where " + version + " is understood");
    }
    return json;
  }

  static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no text named " + field);
    }
    return value.textValue();
  }

  static int number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.canConvertToInt()) {
      throw new IllegalArgumentException("no number named " + field);
    }
    return value.intValue();
  }
}
