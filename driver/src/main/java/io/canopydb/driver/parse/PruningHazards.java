package io.canopydb.driver.parse;

import java.util.EnumSet;
import java.util.Set;

/**
 * Finds what in a text JSQLParser is known, or not proven not, to read otherwise than the engine.
 *
 * <p>A worked example. MySQL reads {@code id = 5 AND a || b} as {@code (id = 5 AND a) OR b}, which
 * rows of any partition can meet. JSQLParser reads {@code id = 5 AND concat(a, b)}; who believed it
 * would ask the partition of 5 only, and lose rows without an error. So the rule is: where one of
 * these stands anywhere in the text, no predicate of the tree leaves out a partition. That asks too
 * many leaves at times, which is slow and right.
 *
 * <p>What is not listed is proven by tests against the parser: AND, OR and NOT, comparisons,
 * arithmetic, LIKE, IN, BETWEEN, IS, JSON arrows, casts. Where the parser falls back to its complex
 * mode none of this holds, see {@link ParsedStatement#trusted}.
 */
public final class PruningHazards {
  private PruningHazards() {}

  /** The hazards of a text; empty where the tree's predicates can be believed. */
  public static Set<PruningHazard> in(Tokens tokens) {
    Set<PruningHazard> hazards = EnumSet.noneOf(PruningHazard.class);
    boolean mySql = tokens.rules().isMySql();
    for (int i = 0; i < tokens.size(); i++) {
      switch (tokens.kind(i)) {
        case WORD -> word(tokens, i, mySql, hazards);
        case OPERATOR -> {
          if (mySql) {
            mySqlOperator(tokens, i, hazards);
          } else {
            postgreSqlOperator(tokens, i, hazards);
          }
        }
        case EXECUTABLE_COMMENT_OPEN -> hazards.add(PruningHazard.EXECUTABLE_COMMENT);
        case UNICODE_STRING -> hazards.add(PruningHazard.UNICODE_STRING);
        default -> {}
      }
    }
    return hazards;
  }

  private static void word(Tokens tokens, int i, boolean mySql, Set<PruningHazard> hazards) {
    if (!mySql) {
      if (tokens.is(i, "OPERATOR") && tokens.isKind(i + 1, TokenKind.OPEN)) {
        hazards.add(PruningHazard.NAMED_OPERATOR);
      } else if (PostgreSqlForms.isForm(tokens, i)) {
        hazards.add(PruningHazard.IS_FORM);
      }
    } else if (tokens.is(i, "XOR")) {
      hazards.add(PruningHazard.XOR);
    } else if (tokens.is(i, "MEMBER", "OF")) {
      hazards.add(PruningHazard.MEMBER_OF);
    } else if (tokens.is(i, "DIV") || MySqlForms.isModulo(tokens, i)) {
      hazards.add(PruningHazard.INTEGER_DIVISION);
    } else if (MySqlForms.isBinaryOperator(tokens, i)) {
      hazards.add(PruningHazard.BINARY_OPERATOR);
    } else if (tokens.is(i, "SOUNDS", "LIKE")) {
      hazards.add(PruningHazard.SOUNDS_LIKE);
    }
  }

  private static void mySqlOperator(Tokens tokens, int i, Set<PruningHazard> hazards) {
    switch (tokens.text(i)) {
      case "=", "<>", "!=", "<", ">", "<=", ">=", "+", "*", "/", "%", "->", "->>" -> {}
      case "-" -> {
        if (tokens.isOperator(i + 1, "-")) {
          hazards.add(PruningHazard.DOUBLE_MINUS);
        }
      }
      case "||" -> hazards.add(PruningHazard.PIPES);
      case "&&" -> hazards.add(PruningHazard.AMPERSANDS);
      case "!" -> hazards.add(PruningHazard.EXCLAMATION);
      case "<=>" -> hazards.add(PruningHazard.NULL_SAFE_EQUALS);
      case ":=" -> {
        if (inCondition(tokens, i)) {
          hazards.add(PruningHazard.ASSIGNMENT);
        }
      }
      default -> hazards.add(PruningHazard.BIT_OPERATOR);
    }
  }

  /** Whether a token is part of a condition, and not only of a select list or of SET. */
  private static boolean inCondition(Tokens tokens, int token) {
    int depth = tokens.depth(token);
    for (int i = token - 1; i >= 0; i--) {
      if (tokens.depth(i) > depth) {
        continue;
      }
      if (tokens.isAny(i, "WHERE", "ON", "HAVING")) {
        return true;
      }
      // Only what encloses this clause can be a condition.
      depth = tokens.isAny(i, "SELECT", "SET", "BY") ? tokens.depth(i) - 1 : tokens.depth(i);
    }
    return false;
  }

  private static void postgreSqlOperator(Tokens tokens, int i, Set<PruningHazard> hazards) {
    if (tokens.isOperator(i, "-")) {
      if (tokens.isOperator(i + 1, "-")) {
        hazards.add(PruningHazard.DOUBLE_MINUS);
      }
    } else if (PostgreSqlForms.isPrefixOperator(tokens, i)) {
      hazards.add(PruningHazard.PREFIX_OPERATOR);
    }
  }
}
