package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a WHERE that look at one table only: a row that does not satisfy them is of no
 * use to the block, and need not be shipped.
 *
 * <p>They are cut out of the text by its tokens: AND binds looser than all that may stand within a
 * piece, and where something that binds looser still stands beside it, nothing is cut.
 */
final class Conjuncts {
  private final StatementText text;
  private final Tokens tokens;
  private final Block block;

  Conjuncts(StatementText text, Block block) {
    this.text = text;
    this.tokens = text.tokens();
    this.block = block;
  }

  /** Adds what is found, by the table's use. */
  void collect(Map<Integer, List<Span>> byUse) {
    for (Span piece : pieces()) {
      Source source = onlySource(piece);
      TableUse use = source == null ? null : source.use();
      if (use != null && (use.sharded() || use.reference()) && !block.scope.nullable(source.id())) {
        List<Span> known = byUse.computeIfAbsent(use.id(), id -> new ArrayList<>());
        if (!known.contains(piece)) {
          known.add(piece);
        }
      }
    }
  }

  private List<Span> pieces() {
    if (block.baseSources.isEmpty() || block.baseSources.get(0).use() == null) {
      return List.of();
    }
    int from = text.tokenAt(block.baseSources.get(0).use().span().start());
    int depth = tokens.depth(from);
    int at = from;
    while (at < tokens.size() && !ends(at, depth) && !(here(at, depth) && isAny(at, "WHERE"))) {
      at++;
    }
    return at < tokens.size() && isAny(at, "WHERE") && here(at, depth)
        ? split(at + 1, depth)
        : List.of();
  }

  private boolean here(int at, int depth) {
    return tokens.depth(at) == depth;
  }

  /** Whether a token is one of these keywords; after a dot a word is a name, whichever it is. */
  private boolean isAny(int at, String... words) {
    return tokens.isAny(at, words) && !tokens.isKind(at - 1, TokenKind.DOT);
  }

  /** A bracket has the depth of what is around it, so that one that closes the block has less. */
  private boolean ends(int at, int depth) {
    if (tokens.is(at - 1, "FOR") && tokens.isAny(at, "GROUP", "ORDER")) {
      return false; // USE INDEX FOR ORDER BY (a)
    }
    return tokens.depth(at) < depth
        || (here(at, depth)
            && (tokens.isKind(at, TokenKind.SEMICOLON)
                || isAny(
                    at,
                    "GROUP",
                    "HAVING",
                    "ORDER",
                    "LIMIT",
                    "FETCH",
                    "WINDOW",
                    "UNION",
                    "EXCEPT",
                    "INTERSECT",
                    "SELECT",
                    "FOR",
                    "INTO")
                || endsOnOneEngine(at)));
  }

  /** Words that one engine reserves, and that are columns' names on the other. */
  private boolean endsOnOneEngine(int at) {
    return switch (tokens.rules().engine()) {
      case MYSQL -> isAny(at, "LOCK", "PROCEDURE");
      case POSTGRESQL -> isAny(at, "OFFSET", "RETURNING");
    };
  }

  private List<Span> split(int first, int depth) {
    List<Span> pieces = new ArrayList<>();
    int start = first;
    int betweens = 0;
    int cases = 0;
    int at = first;
    for (; at < tokens.size() && !ends(at, depth); at++) {
      if (!here(at, depth)) {
        continue;
      }
      if (isAny(at, "CASE")) {
        cases++;
      } else if (isAny(at, "END")) {
        cases--;
      } else if (cases == 0 && looser(at)) {
        return List.of();
      } else if (cases == 0 && isAny(at, "BETWEEN")) {
        betweens++;
      } else if (cases == 0 && isAny(at, "AND")) {
        if (betweens > 0) {
          betweens--;
        } else {
          add(pieces, start, at);
          start = at + 1;
        }
      }
    }
    add(pieces, start, at);
    // A column named END, say, would count as one of the two.
    return cases == 0 && betweens == 0 ? pieces : List.of();
  }

  /** Whether a token binds looser than AND, or no tighter. */
  private boolean looser(int at) {
    return isAny(at, "OR", "XOR")
        || tokens.isOperator(at, "||")
        || tokens.isOperator(at, "&&")
        || tokens.isOperator(at, ":=");
  }

  private void add(List<Span> pieces, int first, int end) {
    if (end > first) {
      pieces.add(new Span(tokens.start(first), tokens.end(end - 1)));
    }
  }

  /** The table of the block whose columns are all that a piece names; null where there is none. */
  private @Nullable Source onlySource(Span piece) {
    int end = text.tokenAt(piece.end());
    for (int i = text.tokenAt(piece.start()); i < end; i++) {
      if (tokens.isAny(i, "SELECT", "TABLE", "VALUES", "WITH")) {
        return null;
      }
    }
    List<net.sf.jsqlparser.schema.Column> columns = new ArrayList<>();
    text.forEachNode(
        "Column",
        node -> {
          if (node.jjtGetValue() instanceof net.sf.jsqlparser.schema.Column column
              && piece.contains(StatementText.span(node))) {
            columns.add(column);
          }
        });
    Source only = null;
    for (net.sf.jsqlparser.schema.Column column : columns) {
      ColumnId id = block.scope.resolve(column);
      Source source = id == null ? null : source(id);
      if (source == null || (only != null && only != source)) {
        return null;
      }
      only = source;
    }
    return only;
  }

  private @Nullable Source source(ColumnId id) {
    for (Source source : block.baseSources) {
      if (source.id() == id.source() && source.columns().containsKey(id.column())) {
        return source;
      }
    }
    return null;
  }
}
