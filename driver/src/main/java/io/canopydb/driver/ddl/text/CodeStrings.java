package io.canopydb.driver.ddl.text;

import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;

/** The code of PostgreSQL's functions, which stands in strings. */
final class CodeStrings {
  private CodeStrings() {}

  /** What is in the dollar-quoted and the plain strings behind a token. */
  static List<String> in(Tokens tokens, int from) {
    List<String> code = new ArrayList<>();
    for (int i = from; i < tokens.size(); i++) {
      String token = tokens.text(i);
      if (tokens.isKind(i, TokenKind.DOLLAR_STRING)) {
        int tag = token.indexOf('$', 1) + 1;
        code.add(token.substring(tag, token.length() - tag));
      } else if (tokens.kind(i).isString()) {
        int quote = token.indexOf('\'');
        code.add(token.substring(quote + 1, token.length() - 1).replace("''", "'"));
      }
    }
    return code;
  }
}
