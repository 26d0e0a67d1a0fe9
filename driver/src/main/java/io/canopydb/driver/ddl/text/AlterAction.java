package io.canopydb.driver.ddl.text;

import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the changes that an ALTER TABLE lists with commas.
 *
 * @param first its first token
 * @param last its last token
 */
record AlterAction(int first, int last) {

  /** The actions from a token to the end of the statement. */
  static List<AlterAction> split(Tokens tokens, int from) {
    int end = tokens.size();
    while (end > from
        && (tokens.isKind(end - 1, TokenKind.SEMICOLON)
            || tokens.isKind(end - 1, TokenKind.EXECUTABLE_COMMENT_CLOSE))) {
      end--;
    }
    List<AlterAction> actions = new ArrayList<>();
    int first = from;
    for (int i = from; i <= end; i++) {
      if (i == end || (tokens.isKind(i, TokenKind.COMMA) && tokens.depth(i) == 0)) {
        if (first < i) {
          actions.add(new AlterAction(first, i - 1));
        }
        first = i + 1;
      }
    }
    return actions;
  }

  /** Whether it has this word outside of brackets. */
  boolean contains(Tokens tokens, String word) {
    for (int i = first; i <= last; i++) {
      if (tokens.depth(i) == 0 && tokens.is(i, word)) {
        return true;
      }
    }
    return false;
  }
}
