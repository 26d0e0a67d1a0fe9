package io.canopydb.driver.ddl.text;

import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.Token;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.TokenReader;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Canopy's own words in a CREATE TABLE: {@code SHARD KEY (a, b)} in the body, and the comments
 * {@code /*canopy shard key (a) *}{@code /} and {@code /*canopy reference *}{@code /}, which tools
 * that know the engine's grammar only let through.
 */
final class ShardKeyClause {
  private final Tokens tokens;
  private final DdlText text;
  private @Nullable Wish wish;

  private ShardKeyClause(Tokens tokens, DdlText text) {
    this.tokens = tokens;
    this.text = text;
  }

  /**
   * Finds the words, takes them out of the text, and says what they ask for.
   *
   * @param body the token that opens the table's body; -1 where it has none
   * @return null where there are none
   * @throws SqlSyntaxException where they are not well written, or given twice
   */
  static @Nullable Wish take(Tokens tokens, int body, DdlText text) {
    ShardKeyClause clause = new ShardKeyClause(tokens, text);
    if (body >= 0) {
      clause.body(body);
    }
    for (Token comment : tokens.comments()) {
      if (!GlobalKeyClauses.isGlobal(tokens, comment)) {
        clause.comment(comment);
      }
    }
    return clause.wish;
  }

  private void body(int open) {
    int close = tokens.closing(open);
    int depth = tokens.depth(open) + 1;
    for (int i = open + 1; i < close; i++) {
      boolean startsElement =
          tokens.depth(i) == depth && (i == open + 1 || tokens.isKind(i - 1, TokenKind.COMMA));
      if (startsElement && tokens.is(i, "SHARD", "KEY")) {
        int last = i;
        while (last + 1 < close
            && !(tokens.depth(last + 1) == depth && tokens.isKind(last + 1, TokenKind.COMMA))) {
          last++;
        }
        TokenReader reader = new TokenReader(tokens, i, last + 1);
        wish(shardKey(reader), i);
        reader.expectEnd();
        if (!text.removeElement(i, last)) {
          throw tokens.errorAt(i, "a table needs columns besides its SHARD KEY");
        }
        i = last;
      }
    }
  }

  private void comment(Token comment) {
    if (comment.kind() != TokenKind.COMMENT) {
      return;
    }
    String sql = tokens.text();
    if (!sql.startsWith("/*", comment.start())) {
      return;
    }
    String inner = sql.substring(comment.start() + 2, comment.end() - 2);
    if (!inner.strip().toLowerCase(Locale.ROOT).startsWith("canopy")) {
      return;
    }
    Tokens words = Lexer.lex(inner, tokens.rules());
    TokenReader reader = new TokenReader(words, 0, words.size());
    if (!reader.take("CANOPY")) {
      return;
    }
    Wish found;
    if (reader.is("SHARD")) {
      found = shardKey(reader);
    } else if (reader.take("REFERENCE")) {
      found = new Wish.Reference();
    } else {
      throw reader.error("a comment for Canopy says: shard key (columns), reference, or global");
    }
    reader.expectEnd();
    wish(found, 0);
    text.remove(comment.start(), comment.end());
  }

  private static Wish shardKey(TokenReader reader) {
    reader.expect("SHARD", "KEY");
    if (reader.atName()) {
      reader.skip(); // SingleStore lets the key have a name; nothing is made that could bear it
    }
    if (!reader.take(TokenKind.OPEN)) {
      throw reader.error("the columns of the SHARD KEY are missing");
    }
    if (reader.take(TokenKind.CLOSE)) {
      return new Wish.Keyless();
    }
    List<String> columns = new ArrayList<>();
    do {
      columns.add(reader.name("a column of the SHARD KEY"));
    } while (reader.take(TokenKind.COMMA));
    if (!reader.take(TokenKind.CLOSE)) {
      throw reader.error("the SHARD KEY takes names of columns, and nothing else");
    }
    return new Wish.Columns(columns);
  }

  private void wish(Wish found, int token) {
    if (wish != null && !wish.equals(found)) {
      throw tokens.errorAt(token, "the table has two different shard keys");
    }
    wish = found;
  }
}
