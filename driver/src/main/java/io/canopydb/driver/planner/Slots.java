package io.canopydb.driver.planner;

import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.LeafSql;

/** The text of a shape as a leaf statement whose only holes are its slots. */
final class Slots {
  private Slots() {}

  static LeafSql in(Tokens shape) {
    return in(shape, 0, shape.text().length());
  }

  /** A part of the text. */
  static LeafSql in(Tokens shape, int start, int end) {
    LeafSql.Builder out = new LeafSql.Builder();
    String text = shape.text();
    int at = start;
    for (int i = 0; i < shape.size(); i++) {
      if (shape.start(i) < start || shape.end(i) > end) {
        continue;
      }
      if (shape.isKind(i, TokenKind.PARAMETER) && shape.end(i) > shape.start(i) + 1) {
        out.text(text.substring(at, shape.start(i)));
        out.part(new LeafSql.SlotText(Integer.parseInt(shape.text(i).substring(1))));
        at = shape.end(i);
      }
    }
    return out.text(text.substring(at, end)).build();
  }
}
