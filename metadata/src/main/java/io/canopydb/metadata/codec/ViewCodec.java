package io.canopydb.metadata.codec;

import io.canopydb.metadata.model.View;

/** A view in its stored form. */
public final class ViewCodec {

  /** The codec. */
  public static final JsonCodec<View> VIEW =
      new JsonCodec<>(
          "view",
          (view, object) -> {
            object.put("name", view.name());
            TableCodec.putStrings(object, "columns", view.columns());
            object.put("query", view.query());
          },
          fields ->
              new View(fields.string("name"), fields.strings("columns"), fields.string("query")));

  private ViewCodec() {}
}
