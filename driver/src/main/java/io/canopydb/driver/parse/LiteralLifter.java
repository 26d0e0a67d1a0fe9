package io.canopydb.driver.parse;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the literals of a statement that are only values: a plan made for one of them is right for
 * all others.
 *
 * <p>A literal is lifted where it is the whole operand of a comparison, an element of an IN list or
 * of a VALUES row, a bound of BETWEEN, a pattern of LIKE, a value in SET, or a number of LIMIT or
 * OFFSET. It is never lifted where its text or type decides about the result's columns or grouping:
 * in a select list, RETURNING, GROUP BY, ORDER BY (where a number is a position), as an argument,
 * or where a type, introducer, COLLATE, cast or further operator belongs to it.
 *
 * <p>The lifter knows no grammar. It keeps, for each open bracket, the clause that a reader of
 * keywords would think to be in. Where that is unsure it does not lift, which costs a place in the
 * plan cache and nothing else.
 */
final class LiteralLifter {
  /** Before the first clause, or between the parts of a UNION. */
  private static final int INITIAL = 0;

  /** After INSERT or REPLACE, where VALUES starts the rows. */
  private static final int INSERT_HEAD = 1;

  /** FROM with its ON, WHERE, HAVING, SET: comparisons are lifted. */
  private static final int CONDITION = 2;

  private static final int SELECT_LIST = 3;

  /** GROUP BY, ORDER BY and all else where nothing is lifted, nor in brackets within. */
  private static final int FIXED = 4;

  /** ON CONFLICT (...) WHERE ...: the predicate of a partial index, which must be the same text. */
  private static final int CONFLICT = 5;

  private static final int LIMIT = 6;

  /** The rows of an INSERT: what stands between their brackets. */
  private static final int ROWS = 7;

  /** In the brackets of an IN list, a row of VALUES or a row value: elements are lifted. */
  private static final int LIST = 8;

  /** In the brackets of a function, a type or an array. */
  private static final int ARGUMENTS = 9;

  /** Words of a type behind its first: {@code timestamp (3) with time zone}. */
  private static final String[] TYPE_WORDS = {
    "PRECISION", "VARYING", "WITH", "WITHOUT", "TIME", "ZONE"
  };

  private static final int CLAUSE_MASK = 0xff;
  private static final int ALLOWED = 0x100;
  private static final int BETWEEN_OPEN = 0x200;

  private final Tokens tokens;
  private final String text;
  private final boolean mySql;
  private final LiftedTokens lifted = new LiftedTokens();

  private int[] frames = new int[16];
  private int depth;
  private int clause = INITIAL;
  private boolean allowed;
  private boolean betweenOpen;

  /** The token AND that belongs to a BETWEEN, the last one seen. */
  private int betweenAnd = -1;

  private @Nullable Keyword previousWord;
  private int jdbcParameters;

  private LiteralLifter(Tokens tokens) {
    this.tokens = tokens;
    this.text = tokens.text();
    this.mySql = tokens.rules().isMySql();
  }

  /** The slots of a text, in order of appearance. */
  static LiftedTokens lift(Tokens tokens) {
    LiteralLifter lifter = new LiteralLifter(tokens);
    lifter.allowed = isManipulation(tokens);
    lifter.run();
    return lifter.lifted;
  }

  /** Whether the text is a statement of which plans are cached: DDL and the like are not. */
  private static boolean isManipulation(Tokens tokens) {
    int i = 0;
    while (tokens.isKind(i, TokenKind.OPEN)) {
      i++;
    }
    return tokens.isAny(
        i, "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "TABLE", "VALUES");
  }

  private void run() {
    int size = tokens.size();
    boolean liftable = allowed;
    for (int i = 0; i < size; i++) {
      Keyword word = null;
      switch (tokens.kind(i)) {
        case WORD -> {
          word = Keyword.of(text, tokens.start(i), tokens.end(i));
          if (tokens.isKind(i - 1, TokenKind.DOT)) {
            word = null;
          }
          if (word != null && liftable) {
            enterClause(word, i);
          }
        }
        case OPEN, BRACKET_OPEN, BRACE_OPEN -> {
          if (tokens.closing(i) >= 0) {
            push(i);
          }
        }
        case CLOSE, BRACKET_CLOSE, BRACE_CLOSE -> {
          if (tokens.closing(i) >= 0) {
            pop();
          }
        }
        case PARAMETER -> lifted.add(i, i, new Slot.Parameter(++jdbcParameters));
        case STRING -> {
          if (clause != LIMIT && isOperandStart(i) && isOperandEnd(behindCasts(i + 1))) {
            String value = tokens.string(i);
            lifted.add(i, i, new Slot.Literal(tokens.text(i), Objects.requireNonNull(value)));
          }
        }
        case NUMBER -> {
          if (isOperandStart(i) && isOperandEnd(clause == LIMIT ? i + 1 : behindCasts(i + 1))) {
            addNumber(i, i);
          }
        }
        case OPERATOR -> {
          if (clause != LIMIT
              && tokens.isKind(i + 1, TokenKind.NUMBER)
              && tokens.isOperator(i, "-")
              && isOperandStart(i)
              && isOperandEnd(i + 2)) {
            // Not with a cast: it would bind closer than the sign.
            addNumber(i, i + 1);
          }
        }
        case EXECUTABLE_COMMENT_OPEN -> {
          // Whether the server executes what follows depends on its version.
          allowed = false;
          liftable = false;
          clause = FIXED;
          Arrays.fill(frames, 0, depth, FIXED);
        }
        default -> {}
      }
      previousWord = word;
    }
  }

  private void addNumber(int first, int last) {
    Object value = tokens.number(last, first != last);
    if (value != null) {
      lifted.add(first, last, new Slot.Literal(tokens.text(first, last), value));
    }
  }

  private void enterClause(Keyword word, int i) {
    switch (word) {
      case SELECT -> clause = SELECT_LIST;
      case AND -> {
        if (betweenOpen) {
          betweenOpen = false;
          betweenAnd = i;
        }
      }
      case BETWEEN -> betweenOpen = true;
      default -> {
        if (clause != ARGUMENTS && clause != LIST) {
          enterTopClause(word, i);
        }
      }
    }
  }

  private void enterTopClause(Keyword word, int i) {
    switch (word) {
      case INSERT, REPLACE -> {
        if (clause == INITIAL) {
          clause = INSERT_HEAD;
        }
      }
      case VALUES -> {
        if (clause == INSERT_HEAD) {
          clause = ROWS;
        } else if (clause == INITIAL) {
          clause = FIXED;
        }
      }
      case VALUE -> {
        if (clause == INSERT_HEAD && tokens.isKind(i + 1, TokenKind.OPEN)) {
          clause = ROWS;
        }
      }
      case FROM -> {
        if (previousWord != Keyword.DISTINCT) {
          clause = CONDITION;
        }
      }
      case WHERE -> {
        if (clause != CONFLICT) {
          clause = CONDITION;
        }
      }
      case HAVING -> clause = CONDITION;
      case ON -> {
        if (clause != SELECT_LIST) {
          clause = tokens.is(i + 1, "CONFLICT") ? CONFLICT : CONDITION;
        }
      }
      case SET -> {
        if (clause != SELECT_LIST) {
          clause = CONDITION;
        }
      }
      case GROUP, ORDER -> {
        if (tokens.is(i + 1, "BY")) {
          clause = FIXED;
        }
      }
      case LIMIT -> clause = LIMIT;
      case OFFSET -> {
        if (!mySql || clause == LIMIT) {
          clause = LIMIT;
        }
      }
      case FETCH, FOR, LOCK, INTO, WINDOW, PROCEDURE -> {
        if (clause != INSERT_HEAD) {
          clause = FIXED;
        }
      }
      case RETURNING -> clause = FIXED;
      case UNION, INTERSECT, EXCEPT -> clause = INITIAL;
      default -> {}
    }
  }

  private void push(int i) {
    int inner;
    if (tokens.kind(i) != TokenKind.OPEN) {
      inner = ARGUMENTS;
    } else if (clause == ROWS && startsRow(i)) {
      inner = LIST;
    } else if (clause == LIST) {
      inner = startsElement(i) ? LIST : ARGUMENTS;
    } else if (clause == CONDITION && (previousWord == Keyword.IN || isComparison(i - 1))) {
      inner = LIST;
    } else if (previousWord != null ? !previousWord.groups() : tokens.isIdentifier(i - 1)) {
      inner = ARGUMENTS;
    } else {
      inner = clause;
    }
    if (depth == frames.length) {
      frames = Arrays.copyOf(frames, depth * 2);
    }
    frames[depth++] = clause | (allowed ? ALLOWED : 0) | (betweenOpen ? BETWEEN_OPEN : 0);
    allowed &= clause != SELECT_LIST && clause != FIXED && clause != CONFLICT;
    betweenOpen = false;
    clause = inner;
  }

  private void pop() {
    int frame = frames[--depth];
    clause = frame & CLAUSE_MASK;
    allowed = (frame & ALLOWED) != 0;
    betweenOpen = (frame & BETWEEN_OPEN) != 0;
  }

  private boolean startsRow(int open) {
    return previousWord == Keyword.VALUES
        || previousWord == Keyword.VALUE
        || previousWord == Keyword.ROW
        || tokens.isKind(open - 1, TokenKind.COMMA);
  }

  private boolean startsElement(int i) {
    return tokens.isKind(i - 1, TokenKind.OPEN) || tokens.isKind(i - 1, TokenKind.COMMA);
  }

  private boolean isOperandStart(int i) {
    if (!allowed || i == 0) {
      return false;
    }
    return switch (clause) {
      case CONDITION -> isComparison(i - 1) || startsPatternOrBound(i);
      case LIST -> startsElement(i);
      case LIMIT ->
          previousWord == Keyword.LIMIT
              || previousWord == Keyword.OFFSET
              || tokens.isKind(i - 1, TokenKind.COMMA);
      default -> false;
    };
  }

  private boolean startsPatternOrBound(int i) {
    if (previousWord == null) {
      return false;
    }
    return switch (previousWord) {
      case LIKE, ILIKE, BETWEEN -> true;
      case SYMMETRIC, ASYMMETRIC -> tokens.is(i - 2, "BETWEEN");
      case AND -> betweenAnd == i - 1;
      default -> false;
    };
  }

  private boolean isComparison(int i) {
    if (!tokens.isKind(i, TokenKind.OPERATOR)) {
      return false;
    }
    int start = tokens.start(i);
    char first = text.charAt(start);
    return switch (tokens.end(i) - start) {
      case 1 -> first == '=' || first == '<' || first == '>';
      case 2 -> {
        char second = text.charAt(start + 1);
        yield (second == '=' && (first == '<' || first == '>' || first == '!'))
            || (second == '>' && first == '<');
      }
      case 3 -> mySql && text.startsWith("<=>", start);
      default -> false;
    };
  }

  /**
   * The token behind PostgreSQL's casts that begin at one: the type of such an operand is that of
   * the cast, whatever the literal. Where a type is not understood, the first of its tokens.
   */
  private int behindCasts(int i) {
    int next = i;
    while (!mySql && tokens.isOperator(next, "::") && tokens.isKind(next + 1, TokenKind.WORD)) {
      next += 2;
      while (next < tokens.size() && tokens.isAny(next, TYPE_WORDS)) {
        next++;
      }
      if (tokens.isKind(next, TokenKind.OPEN) && tokens.closing(next) >= 0) {
        next = tokens.closing(next) + 1;
      }
      while (next < tokens.size() && tokens.isAny(next, TYPE_WORDS)) {
        next++;
      }
      while (tokens.isKind(next, TokenKind.BRACKET_OPEN) && tokens.closing(next) >= 0) {
        next = tokens.closing(next) + 1;
      }
    }
    return next;
  }

  private boolean isOperandEnd(int i) {
    if (i >= tokens.size()) {
      return true;
    }
    return switch (tokens.kind(i)) {
      case CLOSE, COMMA -> true;
      case SEMICOLON -> depth == 0;
      case WORD -> {
        Keyword word = Keyword.of(text, tokens.start(i), tokens.end(i));
        yield clause != LIST
            && word != null
            && (word.endsOperand()
                || (clause == LIMIT && (word == Keyword.ROW || word == Keyword.ROWS)));
      }
      default -> false;
    };
  }
}
