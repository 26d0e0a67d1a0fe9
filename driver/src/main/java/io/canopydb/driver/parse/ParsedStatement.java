package io.canopydb.driver.parse;

import java.util.Set;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.statement.Statement;

/**
 * JSQLParser's tree of a statement. Spans of its nodes are valid in the text that was parsed.
 *
 * @param statement the statement
 * @param root the syntax nodes, which know the tokens of each part
 * @param trusted whether the predicates of the tree may leave out partitions: the text has no
 *     {@link PruningHazard}, and the parser's complex mode was not needed
 * @param hazards the hazards in the text
 * @param forms what the parser did not get to see
 */
public record ParsedStatement(
    Statement statement,
    Node root,
    boolean trusted,
    Set<PruningHazard> hazards,
    Set<HiddenForm> forms) {
  public ParsedStatement {
    hazards = Set.copyOf(hazards);
    forms = Set.copyOf(forms);
  }
}
