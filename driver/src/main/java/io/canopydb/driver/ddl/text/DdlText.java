package io.canopydb.driver.ddl.text;

import io.canopydb.driver.ddl.text.Template.Slot;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what is to be changed in the user's text, and gives the text with these changes. */
final class DdlText {
  private final Tokens tokens;

  /** The changes by the offset that they start at; they never overlap. */
  private final Map<Integer, Change> changes = new TreeMap<>();

  /**
   * @param end the offset after the part that is replaced
   * @param slot what stands there instead; null for the text
   */
  private record Change(int end, @Nullable Slot slot, String text) {}

  DdlText(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A copy that can get more changes than this one. */
  DdlText copy() {
    DdlText copy = new DdlText(tokens);
    copy.changes.putAll(changes);
    return copy;
  }

  /** Takes the text between two offsets out. */
  DdlText remove(int start, int end) {
    changes.put(start, new Change(end, null, ""));
    return this;
  }

  /** Takes tokens out. */
  DdlText removeTokens(int first, int last) {
    return remove(tokens.start(first), tokens.end(last));
  }

  DdlText replaceTokens(int first, int last, String by) {
    changes.put(tokens.start(first), new Change(tokens.end(last), null, by));
    return this;
  }

  /** Puts a text before a token that stays. */
  DdlText insertBefore(int token, String added) {
    changes.put(tokens.start(token), new Change(tokens.start(token), null, added));
    return this;
  }

  /** Puts a text behind a token. */
  DdlText insertBehind(int token, String added) {
    changes.put(tokens.end(token), new Change(tokens.end(token), null, added));
    return this;
  }

  /** Puts a text in the place of tokens, and of all that was to be changed among them. */
  DdlText replaceWhole(int first, int last, String by) {
    changes.keySet().removeIf(start -> start >= tokens.start(first) && start < tokens.end(last));
    return replaceTokens(first, last, by);
  }

  /**
   * Puts another name, in a namespace, in the place of a name and the qualifiers that are there.
   */
  DdlText rename(NameAt name, Slot slot, String by) {
    changes.put(tokens.start(name.first()), new Change(tokens.end(name.last()), slot, "." + by));
    return this;
  }

  /** Puts a namespace before a name, in place of the qualifiers that are there. */
  DdlText qualify(NameAt name, Slot slot) {
    changes.put(tokens.start(name.first()), new Change(tokens.start(name.last()), slot, "."));
    return this;
  }

  /**
   * Takes one element out of a list with commas, and the comma that goes with it.
   *
   * @return whether another element is left
   */
  boolean removeElement(int first, int last) {
    if (tokens.isKind(first - 1, TokenKind.COMMA)) {
      remove(tokens.start(first - 1), tokens.end(last));
    } else if (tokens.isKind(last + 1, TokenKind.COMMA)) {
      remove(tokens.start(first), tokens.end(last + 1));
    } else {
      return false;
    }
    return true;
  }

  /** The text with the changes; without the semicolon at its end. */
  Template build() {
    String text = tokens.text();
    int end = text.length();
    for (int i = tokens.size() - 1; i >= 0 && tokens.isKind(i, TokenKind.SEMICOLON); i--) {
      end = tokens.start(i);
    }
    Template.Builder template = new Template.Builder();
    int at = 0;
    for (Map.Entry<Integer, Change> entry : changes.entrySet()) {
      int start = entry.getKey();
      Change change = entry.getValue();
      template.text(text.substring(at, start));
      if (change.slot() != null) {
        template.slot(change.slot());
      }
      template.text(change.text());
      at = change.end();
    }
    return template.text(at < end ? text.substring(at, end) : "").build();
  }
}
