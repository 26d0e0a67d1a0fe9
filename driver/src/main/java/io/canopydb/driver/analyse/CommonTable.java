package io.canopydb.driver.analyse;

import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * A common table expression.
 *
 * @param text its definition: from its name to the bracket that closes its body
 * @param leading whether its WITH starts the statement, so that it can name nothing around it
 * @param recursive whether its WITH is RECURSIVE
 * @param places where it is named outside its own definition
 */
public record CommonTable(
    String name, Span text, boolean leading, boolean recursive, List<Place> places) {

  /**
   * A place that names it.
   *
   * @param aliased whether an alias follows
   */
  public record Place(Span span, boolean aliased) {}

  public CommonTable {
    places = List.copyOf(places);
  }

  /** The common tables of a statement, in the order of its text. */
  public static List<CommonTable> in(StatementText text) {
    Tokens tokens = text.tokens();
    CommonTables names = CommonTables.in(tokens);
    List<CommonTable> all = new ArrayList<>();
    for (CommonTables.Holds holds : names.all()) {
      Span whole = new Span(tokens.start(holds.first()), tokens.end(holds.close()));
      List<Place> places = new ArrayList<>();
      text.forEachNode(
          "TableName",
          node -> {
            Span span = StatementText.span(node);
            int at = text.tokenAt(span.start());
            Span name = new Span(tokens.start(at), tokens.end(at));
            if (!whole.contains(name)
                && !tokens.isKind(at + 1, TokenKind.DOT)
                && names.meant(tokens.identifier(at), at) == holds
                && places.stream().noneMatch(place -> place.span().equals(name))) {
              places.add(new Place(name, AliasWords.aliased(tokens, at + 1)));
            }
          });
      all.add(new CommonTable(holds.name(), whole, holds.with() == 0, holds.recursive(), places));
    }
    return all;
  }
}
