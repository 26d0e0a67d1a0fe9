package io.canopydb.driver.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.metadata.model.LeafAccount;
import java.util.OptionalInt;

/**
 * What the master aggregator is asked for by ADD LEAF. The body of a request is its JSON.
 *
 * @param server where it listens
 * @param account Canopy's account there, its password sealed
 * @param group the availability group; empty where the master aggregator chooses
 */
public record AddLeafRequest(HostPort server, LeafAccount account, OptionalInt group) {
  /** The command of such a request. */
  public static final String COMMAND = "add-leaf";

  private static final int VERSION = 1;

  /** As it lies in the request. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION);
    json.put("host", server.host());
    json.put("port", server.port());
    json.put("user", account.user());
    json.put("sealedPassword", account.sealedPassword());
    group.ifPresent(number -> json.put("group", number));
    return json.toString();
  }

  /** Reads it back; IllegalArgumentException where it is not of this version. */
  public static AddLeafRequest fromJson(String text) {
    JsonNode json = MessageJson.read(text, VERSION);
    return new AddLeafRequest(
        new HostPort(MessageJson.text(json, "host"), MessageJson.number(json, "port")),
        new LeafAccount(MessageJson.text(json, "user"), MessageJson.text(json, "sealedPassword")),
        json.has("group")
            ? OptionalInt.of(MessageJson.number(json, "group"))
            : OptionalInt.empty());
  }
}
