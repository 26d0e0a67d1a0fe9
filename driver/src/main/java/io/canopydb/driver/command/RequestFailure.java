package io.canopydb.driver.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.driver.error.CanopyError;
import java.sql.SQLException;

/**
 * Why the master aggregator did not carry a request out, as it travels back to whoever asked.
 *
 * @param error one of Canopy's own
 * @param text the whole text of it; no secret in it
 */
public record RequestFailure(CanopyError error, String text) {
  private static final int VERSION = 1;

  /** What the master aggregator caught; what is not Canopy's own counts as an internal error. */
  public static RequestFailure of(SQLException caught) {
    return new RequestFailure(
        CanopyError.of(caught).orElse(CanopyError.INTERNAL), String.valueOf(caught.getMessage()));
  }

  /** The exception that whoever asked gets. */
  public SQLException toException() {
    return error.withText(text);
  }

  /** As it lies in the answer. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION);
    json.put("error", error.name());
    json.put("text", text);
    return json.toString();
  }

  /** Reads it back; IllegalArgumentException where it is not of this version. */
  public static RequestFailure fromJson(String body) {
    JsonNode json = MessageJson.read(body, VERSION);
    return new RequestFailure(
        CanopyError.valueOf(MessageJson.text(json, "error")), MessageJson.text(json, "text"));
  }
}
