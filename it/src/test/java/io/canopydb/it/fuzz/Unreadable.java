package io.canopydb.it.fuzz;

import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one expression of a statement in a form that the engine reads and the parser library does
 * not. What such a form gives may be something else; both servers get the same text.
 */
final class Unreadable {
  /** What else ends a statement for the parser: blank lines, and lines of a slash or of "go". */
  private static final List<String> LINES = List.of("\n\n\n", " /* a */\n\n\n", "\n-- a\n\n\n\n");

  private final List<String> conditions;
  private final List<String> numbers;

  Unreadable(Engine engine) {
    conditions =
        switch (engine) {
          case MYSQL ->
              List.of(
                  "((%s) = TRUE IS TRUE)",
                  "((%s) IS NULL = FALSE)",
                  "((%s) = 1 = TRUE)",
                  "((%s) IN (1) = TRUE)",
                  "((%s) BETWEEN 1 AND 2 IS TRUE)",
                  "(CAST((%s) = 1 AS SIGNED) = 1)");
          case POSTGRESQL ->
              List.of(
                  "((%s) = TRUE IS TRUE)",
                  "((%s) IS NOT NULL = TRUE)",
                  "((%s) IN (TRUE) IS NOT FALSE)",
                  "((%s) BETWEEN FALSE AND FALSE IS UNKNOWN)",
                  "(CAST((%s) = TRUE AS INT) = 1)");
        };
    numbers =
        switch (engine) {
          case MYSQL -> List.of("(- + - (%s))", "(+ + (%s) + - + 1)", "((%s) IS NULL = 1)");
          case POSTGRESQL -> List.of("(- + - (%s))", "((%s) OPERATOR(pg_catalog.+) + + 1)");
        };
  }

  /** All forms of expressions; each has a place for what stands in it. */
  List<String> forms() {
    List<String> forms = new ArrayList<>(conditions);
    forms.addAll(numbers);
    return forms;
  }

  /** A statement with one expression in an unreadable form. */
  Node of(Node statement, Dice dice) {
    List<Node> places = new ArrayList<>();
    statement.visit(
        node -> {
          if (node.sort().equals(Sort.BOOL.name()) || node.sort().equals(Sort.INT.name())) {
            places.add(node);
          }
        });
    if (places.isEmpty() || dice.chance(10)) {
      return statement.rewritten(text -> text.replace(" FROM ", dice.one(LINES) + "FROM "));
    }
    Node place = dice.one(places);
    boolean condition = place.sort().equals(Sort.BOOL.name());
    String[] form = dice.one(condition ? conditions : numbers).split("%s", -1);
    Sort sort = condition ? Sort.BOOL : Sort.INT;
    return statement.with(place, Node.expression(sort, form[0], place, form[1]));
  }
}
