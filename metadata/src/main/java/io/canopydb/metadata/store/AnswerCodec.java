package io.canopydb.metadata.store;

import io.canopydb.metadata.codec.JsonCodec;

/** An answer in its stored form. */
final class AnswerCodec {

  static final JsonCodec<Requests.Answer> ANSWER =
      new JsonCodec<>(
          "answer to a request",
          (answer, object) -> {
            object.put("succeeded", answer.succeeded());
            object.put("body", answer.body());
          },
          fields -> new Requests.Answer(fields.bool("succeeded"), fields.string("body")));

  private AnswerCodec() {}
}
