package io.canopydb.metadata.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The sync variables in their stored form: all in one, since they are few and short. */
public final class VariablesCodec {

  /** The codec. */
  public static final JsonCodec<Map<String, String>> VARIABLES =
      new JsonCodec<>(
          "set of sync variables",
          (variables, object) -> {
            ObjectNode stored = object.putObject("variables");
            variables.forEach(stored::put);
          },
          fields -> fields.stringMap("variables"));

  private VariablesCodec() {}
}
