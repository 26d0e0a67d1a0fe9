package io.canopydb.driver.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * MySQL's {@code SELECT .. INTO @a, @b}, found by tokens.
 *
 * @param first the word INTO
 * @param last the last variable
 * @param names the variables; see {@link UserVariable#name}
 */
public record SelectInto(int first, int last, List<String> names) {
  public SelectInto {
    names = List.copyOf(names);
  }

  /** The clause of a query; empty where it has none that names user variables. */
  public static Optional<SelectInto> variables(Tokens tokens) {
    if (!tokens.rules().isMySql()) {
      return Optional.empty();
    }
    int into = tokens.indexOfWord(0, "INTO", 0);
    List<String> names = new ArrayList<>();
    int at = into;
    while (into >= 0 && UserVariable.is(tokens, at + 1)) {
      names.add(UserVariable.name(tokens.text(at + 1)));
      at++;
      if (!tokens.isKind(at + 1, TokenKind.COMMA)) {
        return Optional.of(new SelectInto(into, at, names));
      }
      at++;
    }
    return Optional.empty();
  }

  /**
   * PostgreSQL's {@code SELECT .. INTO t ..} as {@code CREATE TABLE t AS SELECT ..}, which it is
   * short for; empty for all else.
   */
  public static Optional<String> asCreate(Tokens tokens) {
    if (tokens.rules().isMySql() || !tokens.isAny(0, "SELECT", "WITH")) {
      return Optional.empty();
    }
    int into = tokens.indexOfWord(0, "INTO", 0);
    if (into < 0 || tokens.is(into - 1, "INSERT") || tokens.is(into - 1, "MERGE")) {
      return Optional.empty();
    }
    int at = into + 1;
    String how = "";
    while (tokens.isAny(at, "TEMP", "TEMPORARY", "LOCAL", "GLOBAL", "UNLOGGED", "TABLE")
        && tokens.isIdentifier(at + 1)) {
      how += tokens.is(at, "TABLE") ? "" : tokens.text(at) + " ";
      at++;
    }
    if (!tokens.isIdentifier(at)) {
      return Optional.empty();
    }
    int last = at;
    while (tokens.isKind(last + 1, TokenKind.DOT) && tokens.isIdentifier(last + 2)) {
      last += 2;
    }
    String text = tokens.text();
    return Optional.of(
        "CREATE "
            + how
            + "TABLE "
            + tokens.text(at, last)
            + " AS "
            + text.substring(0, tokens.start(into))
            + text.substring(tokens.end(last)));
  }
}
