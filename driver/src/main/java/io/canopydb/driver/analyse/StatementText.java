package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.JSqlParserFront;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.ParsedStatement;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.Tokens;
import java.util.Objects;
import java.util.function.Consumer;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.parser.Node;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its tokens and its tree. Spans are offsets in the text.
 *
 * @param tokens of the text, which may be that of a shape
 */
public record StatementText(Tokens tokens, ParsedStatement parsed) {

  /** Parses a text. */
  public static StatementText parse(String text, LexerRules rules) {
    Tokens tokens = Lexer.lex(text, rules);
    return new StatementText(tokens, JSqlParserFront.parse(tokens));
  }

  public String text() {
    return tokens.text();
  }

  /** Where a part of the tree stands; null for a node that the parser made up. */
  public static @Nullable Span span(ASTNodeAccess node) {
    return node.getASTNode() == null ? null : span(node.getASTNode());
  }

  /** Where a syntax node stands. */
  public static Span span(Node node) {
    return new Span(
        node.jjtGetFirstToken().absoluteBegin - 1, node.jjtGetLastToken().absoluteEnd - 1);
  }

  /** The first token at or after an offset; the number of tokens where there is none. */
  public int tokenAt(int offset) {
    int low = 0;
    int high = tokens.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens.start(middle) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Calls back for each syntax node of one kind, in the order of the text. */
  public void forEachNode(String kind, Consumer<Node> visitor) {
    visit(parsed.root(), kind, visitor);
  }

  private static void visit(Node node, String kind, Consumer<Node> visitor) {
    if (Objects.equals(node.toString(), kind)) {
      visitor.accept(node);
    }
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      visit(node.jjtGetChild(i), kind, visitor);
    }
  }
}
