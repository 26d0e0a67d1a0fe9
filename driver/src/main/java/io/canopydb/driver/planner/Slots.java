package io.canopydb.driver.planner;

import io.canopydb.driver.parse.InsertText;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.LeafSql;

/** The text of a shape as a leaf statement whose only holes are its slots. */
final class Slots {
  private Slots() {}

  static LeafSql in(Tokens shape) {
    int end = shape.text().length();
    return InsertText.of(shape)
        .filter(insert -> insert.rows().count() == 1 && insert.rows().allSlots())
        .map(
            insert -> {
              // The shape shows one row for all those that the user wrote.
              Span row = insert.rows().span(0);
              return new LeafSql.Builder()
                  .all(in(shape, 0, row.start()))
                  .part(new LeafSql.EachRow(in(shape, row.start(), row.end())))
                  .all(in(shape, row.end(), end))
                  .build();
            })
        .orElseGet(() -> in(shape, 0, end));
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
