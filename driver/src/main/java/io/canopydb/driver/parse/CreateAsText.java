package io.canopydb.driver.parse;

import io.canopydb.driver.parse.StatementKind.Ddl;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE .. AS a query, cut by its tokens.
 *
 * @param table the table's name as written, with its qualifiers
 * @param name the table's name itself, unquoted
 * @param definitions what stands between the name and the query, without Canopy's own words: names
 *     or definitions of columns in brackets, and options
 * @param list where in the definitions the first brackets end; 0 where it has none
 * @param wishes Canopy's own words as comments
 * @param global whether it asks for a GLOBAL key
 * @param duplicates MySQL's word for rows with equal keys; empty where it has none
 * @param query the query
 * @param data whether the rows are wanted
 */
public record CreateAsText(
    String table,
    String name,
    String definitions,
    int list,
    String wishes,
    boolean global,
    String duplicates,
    String query,
    boolean data) {

  /** Cuts a statement; empty where it is none. */
  public static Optional<CreateAsText> of(Tokens tokens, Ddl kind) {
    boolean table =
        kind.verb().equals("CREATE")
            && (kind.objectType().equals("TABLE") || kind.objectType().equals("REFERENCE TABLE"))
            && kind.nameToken() >= 0;
    return table
        ? Optional.ofNullable(new Cutter(tokens, kind.nameToken()).cut())
        : Optional.empty();
  }

  /** The definitions behind the list of columns. */
  public String options() {
    return definitions.substring(list);
  }

  /** The query, of which no row is wanted; it has no parameters of MySQL's LIMIT. */
  public String emptyQuery(LexerRules rules) {
    return switch (rules.engine()) {
      case POSTGRESQL -> query + "\nWITH NO DATA";
      case MYSQL -> unlimited(Lexer.lex(query, rules));
    };
  }

  /** MySQL judges the lock behind the LIMIT: with FOR UPDATE it makes no table. */
  private static String unlimited(Tokens query) {
    int limit = tail(query, false);
    int lock = tail(query, true);
    int end = limit >= 0 ? limit : lock;
    String text = query.text();
    return (end < 0 ? text : text.substring(0, query.start(end)))
        + "\nLIMIT 0"
        + (lock < 0 ? "" : " " + text.substring(query.start(lock)));
  }

  /** Where the LIMIT or the lock of the whole query begins; -1 where it has none. */
  private static int tail(Tokens query, boolean lock) {
    for (int i = 0; i < query.size(); i++) {
      boolean found = lock ? LockingClause.startsAt(query, i) : query.is(i, "LIMIT");
      if (found && query.depth(i) == 0 && !query.isKind(i - 1, TokenKind.DOT)) {
        return i;
      }
    }
    return -1;
  }

  private static final class Cutter {
    private final Tokens tokens;
    private final int first;
    private final int last;
    private int end;
    private boolean global;

    Cutter(Tokens tokens, int nameToken) {
      this.tokens = tokens;
      this.first = nameToken;
      int at = nameToken;
      while (tokens.isKind(at + 1, TokenKind.DOT)) {
        at += 2;
      }
      this.last = at;
      this.end = tokens.size();
      while (end > 0 && tokens.isKind(end - 1, TokenKind.SEMICOLON)) {
        end--;
      }
    }

    @Nullable CreateAsText cut() {
      int start = query();
      if (start < 0 || start >= end || !tokens.isIdentifier(last)) {
        return null;
      }
      int behind = start - (tokens.is(start - 1, "AS") ? 2 : 1);
      String duplicates = "";
      if (tokens.rules().isMySql() && tokens.isAny(behind, "IGNORE", "REPLACE")) {
        duplicates = tokens.text(behind).toUpperCase(Locale.ROOT);
        behind--;
      }
      boolean data = true;
      if (!tokens.rules().isMySql() && tokens.is(end - 1, "DATA")) {
        data = !tokens.is(end - 2, "NO");
        end -= data ? 2 : 3;
      }
      StringBuilder list = new StringBuilder();
      StringJoiner wishes = new StringJoiner(" ");
      int options = last + 1;
      if (options <= behind && tokens.isKind(options, TokenKind.OPEN)) {
        list(options, list, wishes);
        options = tokens.closing(options) + 1;
      }
      comments(wishes);
      String rest = options <= behind ? " " + tokens.text(options, behind) : "";
      return new CreateAsText(
          tokens.text(first, last),
          tokens.identifier(last),
          list + rest,
          list.length(),
          wishes.toString(),
          global,
          duplicates,
          unbracketed(start),
          data);
    }

    /** The token that begins the query; -1 where there is none. */
    private int query() {
      for (int i = last + 1; i < end; i++) {
        if (tokens.depth(i) > 0) {
          continue;
        }
        if (tokens.is(i, "AS")) {
          return i + 1;
        }
        boolean brackets = tokens.isKind(i, TokenKind.OPEN);
        if (tokens.rules().isMySql() && (brackets ? opensQuery(i) : tokens.is(i, "SELECT"))) {
          return i;
        }
        if (tokens.rules().isMySql() && isCommonTable(i)) {
          return i;
        }
      }
      return -1;
    }

    private boolean opensQuery(int open) {
      int at = open;
      while (tokens.isKind(at, TokenKind.OPEN)) {
        at++;
      }
      return tokens.isAny(at, "SELECT", "WITH", "TABLE", "VALUES");
    }

    private boolean isCommonTable(int i) {
      return tokens.is(i, "WITH")
          && (tokens.is(i + 1, "RECURSIVE")
              || (tokens.isIdentifier(i + 1)
                  && (tokens.is(i + 2, "AS") || tokens.isKind(i + 2, TokenKind.OPEN))));
    }

    /** What stands in the brackets, less SHARD KEY. */
    private void list(int open, StringBuilder list, StringJoiner wishes) {
      int close = tokens.closing(open);
      StringJoiner kept = new StringJoiner(", ", " (", ")");
      int elements = 0;
      for (int from = open + 1; from < close; ) {
        int to = from;
        while (to + 1 < close
            && !(tokens.depth(to + 1) == tokens.depth(open) + 1
                && tokens.isKind(to + 1, TokenKind.COMMA))) {
          to++;
        }
        if (tokens.is(from, "SHARD", "KEY")) {
          wishes.add("/*canopy " + tokens.text(from, to) + " */");
        } else {
          kept.add(tokens.text(from, to));
          elements++;
          int unique = tokens.indexOfWord(from, "UNIQUE", tokens.depth(from));
          int word = unique < 0 ? -1 : tokens.indexOfWord(unique, "GLOBAL", tokens.depth(from));
          global |= word >= 0 && word <= to;
        }
        from = to + 2;
      }
      if (elements > 0) {
        list.append(kept);
      }
    }

    private void comments(StringJoiner wishes) {
      for (Token comment : tokens.comments()) {
        String text = tokens.text().substring(comment.start(), comment.end());
        if (text.toLowerCase(Locale.ROOT).matches("(?s)/\\*\\s*canopy\\s+(shard|reference)\\b.*")) {
          wishes.add(text);
        }
        global |= text.toLowerCase(Locale.ROOT).matches("(?s)/\\*\\s*canopy\\s+global\\b.*");
      }
    }

    private String unbracketed(int start) {
      int from = start;
      int to = end - 1;
      while (from < to && tokens.isKind(from, TokenKind.OPEN) && tokens.closing(from) == to) {
        from++;
        to--;
      }
      return tokens.text(from, to);
    }
  }
}
