package io.canopydb.driver.parse;

/**
 * A part of a text.
 *
 * @param start the offset of its first UTF-16 unit, from 0
 * @param end the offset after its last
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }

  /** Whether the other lies wholly within this one. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** The part of {@code text} that this is. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
