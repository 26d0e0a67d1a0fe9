package io.canopydb.driver.parse;

/**
 * A text in which parts are replaced by others of the same length, so that each place of the one is
 * the same place of the other. The original is copied at the first change.
 */
final class RewrittenText {
  private final String original;
  private char[] changed = {};

  RewrittenText(String original) {
    this.original = original;
  }

  /** Blanks a part; line breaks stay, so that lines and columns of errors do. */
  void blank(int start, int end) {
    char[] text = changed();
    for (int i = start; i < end; i++) {
      if (text[i] != '\n' && text[i] != '\r') {
        text[i] = ' ';
      }
    }
  }

  /**
   * Makes a part blank, line breaks included.
   *
   * @param keepBreak whether a line break stays if there is any
   */
  void space(int start, int end, boolean keepBreak) {
    boolean keep = keepBreak;
    for (int i = start; i < end; i++) {
      char c = changed.length == 0 ? original.charAt(i) : changed[i];
      if (keep && (c == '\n' || c == '\r')) {
        keep = false;
      } else if (c != ' ') {
        changed()[i] = ' ';
      }
    }
  }

  /** Replaces a part by a shorter text or one of its length; blanks fill it up. */
  void replace(int start, int end, String by) {
    if (by.length() > end - start) {
      throw new IllegalArgumentException(by + " is longer than what it replaces");
    }
    blank(start, end);
    by.getChars(0, by.length(), changed(), start);
  }

  void set(int at, char c) {
    changed()[at] = c;
  }

  String text() {
    return changed.length == 0 ? original : new String(changed);
  }

  private char[] changed() {
    if (changed.length == 0) {
      changed = original.toCharArray();
    }
    return changed;
  }
}
