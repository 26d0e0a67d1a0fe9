package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * A text that is made of pieces of another one, and of words of our own between them. It knows for
 * each of its places the place of the other text that it stands for, so that spans found in it are
 * spans of the other.
 */
final class PatchedText {
  private final String source;
  private final StringBuilder text = new StringBuilder();
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * @param at where it starts in this text
   * @param from what it stands for in the source
   * @param copied whether each of its places stands for one of the source
   */
  private record Piece(int at, int from, int to, boolean copied) {}

  PatchedText(String source) {
    this.source = source;
  }

  /** Adds a part of the source. */
  PatchedText copy(int from, int to) {
    if (to > from) {
      pieces.add(new Piece(text.length(), from, to, true));
      text.append(source, from, to);
    }
    return this;
  }

  /** Adds words that stand for a part of the source. */
  PatchedText put(String words, int from, int to) {
    pieces.add(new Piece(text.length(), from, to, false));
    text.append(words);
    return this;
  }

  /** Adds all of another text over the same source. */
  PatchedText add(PatchedText other) {
    int offset = text.length();
    other.pieces.forEach(
        piece -> pieces.add(new Piece(offset + piece.at, piece.from, piece.to, piece.copied)));
    text.append(other.text);
    return this;
  }

  /** Whether some words are not the source's own. */
  boolean changed() {
    return pieces.stream().anyMatch(piece -> !piece.copied);
  }

  String text() {
    return text.toString();
  }

  /** The place of the source at which something starts that starts here. */
  int startInSource(int offset) {
    Piece piece = pieceAt(offset);
    return piece.copied ? piece.from + offset - piece.at : piece.from;
  }

  /** The place of the source at which something ends that ends here. */
  int endInSource(int offset) {
    Piece piece = pieceAt(Math.max(0, offset - 1));
    return piece.copied ? piece.from + offset - piece.at : piece.to;
  }

  private Piece pieceAt(int offset) {
    int low = 0;
    int high = pieces.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pieces.get(middle).at <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return pieces.get(low);
  }
}
