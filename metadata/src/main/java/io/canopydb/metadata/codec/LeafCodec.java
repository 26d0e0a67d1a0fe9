package io.canopydb.metadata.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;

/** A leaf in its stored form. */
public final class LeafCodec {

  /** The codec. */
  public static final JsonCodec<Leaf> LEAF =
      new JsonCodec<>("leaf", LeafCodec::write, LeafCodec::read);

  private LeafCodec() {}

  private static void write(Leaf leaf, ObjectNode object) {
    object.put("id", leaf.id());
    object.put("host", leaf.host());
    object.put("port", leaf.port());
    object.put("engine", leaf.engine().name());
    object.put("version", leaf.version());
    object.put("availabilityGroup", leaf.availabilityGroup());
    object.put("state", leaf.state().name());
    ObjectNode account = object.putObject("account");
    account.put("user", leaf.account().user());
    account.put("sealedPassword", leaf.account().sealedPassword());
  }

  private static Leaf read(JsonFields fields) throws UnreadableException {
    JsonFields account = fields.object("account");
    return new Leaf(
        fields.integer("id"),
        fields.string("host"),
        fields.integer("port"),
        fields.constant("engine", Engine.class),
        fields.string("version"),
        fields.integer("availabilityGroup"),
        fields.constant("state", LeafState.class),
        new LeafAccount(account.string("user"), account.string("sealedPassword")));
  }
}
