package io.canopydb.driver.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Why the master aggregator did not carry a request out, as it travels back to whoever asked.
 *
 * @param error an error all of whose blanks are texts
 * @param blanks what fills them, in order; no secret among them
 */
public record RequestFailure(CanopyError error, List<String> blanks) {
  private static final int VERSION = 1;

  public RequestFailure {
    blanks = List.copyOf(blanks);
  }

  public static RequestFailure of(CanopyError error, String... blanks) {
    return new RequestFailure(error, List.of(blanks));
  }

  /** The exception that whoever asked gets. */
  public SQLException toException() {
    return error.with(blanks.toArray());
  }

  /** As it lies in the answer. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION);
    json.put("error", error.name());
    ArrayNode texts = json.putArray("blanks");
    blanks.forEach(texts::add);
    return json.toString();
  }

  /** Reads it back; IllegalArgumentException where this version does not know the error. */
  public static RequestFailure fromJson(String text) {
    JsonNode json = MessageJson.read(text, VERSION);
    List<String> blanks = new ArrayList<>();
    json.path("blanks").forEach(blank -> blanks.add(blank.asText()));
    return new RequestFailure(CanopyError.valueOf(MessageJson.text(json, "error")), blanks);
  }
}
