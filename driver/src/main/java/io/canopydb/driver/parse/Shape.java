package io.canopydb.driver.parse;

import java.util.List;

/**
 * A statement with its values lifted out, so that statements that differ in values only have one
 * text, and share one plan.
 *
 * <p>{@code UPDATE t SET a = 'x' WHERE id = ?} has the text {@code UPDATE t SET a = ?1 WHERE id =
 * ?2}. Numbers count slots in their order of appearance, and {@code ?n} is slot {@code n - 1}, with
 * one exception: an INSERT whose rows all consist of slots has the text of its first row only. Then
 * {@link #rows} says which slots the row's numbers stand for, and the numbers go on after the first
 * row as if it were the only one.
 *
 * @param text what JSQLParser parses and what the plan cache is asked for; the very string of the
 *     user where it has no slot
 * @param slots all slots of the user's text, in their order of appearance there
 * @param rows the rows that the text shows once
 */
public record Shape(String text, List<Slot> slots, Rows rows) {

  /**
   * Rows of slots, of which the text shows the first one.
   *
   * @param firstSlot the index of the first row's first slot
   * @param width how many slots a row has
   * @param count how many rows there are; 0 where the text shows everything
   */
  public record Rows(int firstSlot, int width, int count) {
    static final Rows NONE = new Rows(0, 0, 0);
  }

  public Shape {
    slots = List.copyOf(slots);
  }

  /**
   * The shape of a statement.
   *
   * @throws SqlSyntaxException where the text can't be cut into tokens, or has a digit right after
   *     a {@code ?}, as only the text of a shape has
   */
  public static Shape of(String sql, LexerRules rules) {
    return of(Lexer.lex(sql, rules));
  }

  /** The shape of a statement that is lexed already. */
  public static Shape of(Tokens tokens) {
    LiftedTokens lifted = LiteralLifter.lift(tokens);
    if (lifted.size() == 0) {
      return new Shape(tokens.text(), List.of(), Rows.NONE);
    }
    for (int slot = 0; slot < lifted.size(); slot++) {
      int token = lifted.first(slot);
      if (tokens.isKind(token, TokenKind.PARAMETER)
          && tokens.end(token) > tokens.start(token) + 1) {
        throw tokens.errorAt(token, "a digit stands right after the parameter ?");
      }
    }
    InsertText insert = InsertText.cut(tokens, lifted).orElse(null);
    String sql = tokens.text();
    StringBuilder text = new StringBuilder(sql.length() + lifted.size() * 2);
    if (insert == null || !insert.rows().allSlots()) {
      append(text, tokens, lifted, 0, lifted.size(), 1, new Span(0, sql.length()));
      return new Shape(text.toString(), lifted.slots(), Rows.NONE);
    }
    ValuesRows values = insert.rows();
    int firstSlot = values.slot(0, 0);
    int width = values.width(0);
    int afterFirst = firstSlot + width;
    int afterLast = firstSlot + width * values.count();
    append(text, tokens, lifted, 0, afterFirst, 1, new Span(0, values.span(0).end()));
    append(
        text,
        tokens,
        lifted,
        afterLast,
        lifted.size(),
        afterFirst + 1,
        new Span(values.span(values.count() - 1).end(), sql.length()));
    return new Shape(text.toString(), lifted.slots(), new Rows(firstSlot, width, values.count()));
  }

  /**
   * The index in {@link #slots} that a number of the text stands for.
   *
   * @param number the n of {@code ?n}, from 1
   * @param row which row is meant, from 0, where the number stands in a row; else it does not
   *     matter
   */
  public int slot(int number, int row) {
    int index = number - 1;
    if (rows.count() == 0 || index < rows.firstSlot()) {
      return index;
    }
    return index < rows.firstSlot() + rows.width()
        ? index + row * rows.width()
        : index + (rows.count() - 1) * rows.width();
  }

  /** How many different numbers the text has. */
  public int numbers() {
    return rows.count() == 0 ? slots.size() : slots.size() - (rows.count() - 1) * rows.width();
  }

  /** Appends a part of the text, with its slots replaced by numbers. */
  private static void append(
      StringBuilder out,
      Tokens tokens,
      LiftedTokens lifted,
      int fromSlot,
      int toSlot,
      int firstNumber,
      Span span) {
    String sql = tokens.text();
    int at = span.start();
    int number = firstNumber;
    for (int slot = fromSlot; slot < toSlot; slot++) {
      int end = tokens.end(lifted.last(slot));
      out.append(sql, at, tokens.start(lifted.first(slot))).append('?').append(number++);
      if (end < sql.length() && Characters.isWordPart(sql.charAt(end))) {
        out.append(' ');
      }
      at = end;
    }
    out.append(sql, at, span.end());
  }
}
