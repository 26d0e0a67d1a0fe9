package io.canopydb.metadata.codec;

import io.canopydb.metadata.model.Sequence;

/** A sequence in its stored form. */
public final class SequenceCodec {

  /** The codec. */
  public static final JsonCodec<Sequence> SEQUENCE =
      new JsonCodec<>(
          "sequence",
          (sequence, object) -> {
            object.put("name", sequence.name());
            object.put("start", sequence.start());
            object.put("increment", sequence.increment());
            object.put("numbering", sequence.numbering());
          },
          fields ->
              new Sequence(
                  fields.string("name"),
                  fields.number("start"),
                  fields.number("increment"),
                  fields.number("numbering")));

  private SequenceCodec() {}
}
