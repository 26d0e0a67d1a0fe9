package io.canopydb.driver.parse;

import org.jspecify.annotations.Nullable;

/**
 * The words that tell where a literal may be lifted. Looked up for each word of a statement, so by
 * a small hash table over the characters, with no object made.
 */
enum Keyword {
  SELECT(Flag.GROUPS),
  INSERT,
  REPLACE,
  UPDATE,
  DELETE,
  WITH,
  TABLE,
  VALUES,
  VALUE,
  FROM(Flag.ENDS | Flag.GROUPS),
  WHERE(Flag.ENDS | Flag.GROUPS),
  HAVING(Flag.ENDS | Flag.GROUPS),
  GROUP(Flag.ENDS),
  ORDER(Flag.ENDS),
  BY(Flag.GROUPS),
  LIMIT(Flag.ENDS | Flag.GROUPS),
  OFFSET(Flag.ENDS | Flag.GROUPS),
  FETCH(Flag.ENDS),
  FOR(Flag.ENDS),
  LOCK(Flag.ENDS),
  INTO(Flag.ENDS),
  WINDOW(Flag.ENDS),
  RETURNING(Flag.ENDS | Flag.GROUPS),
  PROCEDURE,
  UNION(Flag.ENDS | Flag.GROUPS),
  INTERSECT(Flag.ENDS | Flag.GROUPS),
  EXCEPT(Flag.ENDS | Flag.GROUPS),
  ALL(Flag.GROUPS),
  DISTINCT(Flag.GROUPS),
  ON(Flag.ENDS | Flag.GROUPS),
  CONFLICT,
  USING(Flag.ENDS),
  SET(Flag.GROUPS),
  JOIN(Flag.ENDS | Flag.GROUPS),
  LEFT(Flag.ENDS),
  RIGHT(Flag.ENDS),
  INNER(Flag.ENDS),
  CROSS(Flag.ENDS),
  FULL(Flag.ENDS),
  NATURAL(Flag.ENDS),
  STRAIGHT_JOIN(Flag.ENDS),
  LATERAL(Flag.GROUPS),
  AND(Flag.ENDS | Flag.GROUPS),
  OR(Flag.ENDS | Flag.GROUPS),
  XOR(Flag.ENDS | Flag.GROUPS),
  NOT(Flag.GROUPS),
  IN,
  LIKE(Flag.GROUPS),
  ILIKE(Flag.GROUPS),
  BETWEEN(Flag.GROUPS),
  SYMMETRIC,
  ASYMMETRIC,
  EXISTS(Flag.GROUPS),
  CASE(Flag.GROUPS),
  WHEN(Flag.ENDS | Flag.GROUPS),
  THEN(Flag.ENDS | Flag.GROUPS),
  ELSE(Flag.ENDS | Flag.GROUPS),
  END(Flag.ENDS),
  AS(Flag.GROUPS),
  MATERIALIZED(Flag.GROUPS),
  ROW,
  ROWS;

  private static final class Flag {
    /** The word can't go on an operand: a literal before it is complete. */
    static final int ENDS = 1;

    /** A parenthesis after the word groups, and is no list of arguments. */
    static final int GROUPS = 2;
  }

  private static final int TABLE_SIZE = 256;
  private static final int LONGEST = 13;
  private static final @Nullable Keyword[] BY_HASH = new @Nullable Keyword[TABLE_SIZE];

  static {
    for (Keyword keyword : values()) {
      int slot = hash(keyword.word, 0, keyword.word.length());
      while (BY_HASH[slot] != null) {
        slot = (slot + 1) & (TABLE_SIZE - 1);
      }
      BY_HASH[slot] = keyword;
    }
  }

  private final String word;
  private final boolean ends;
  private final boolean groups;

  Keyword() {
    this(0);
  }

  Keyword(int flags) {
    this.word = name();
    this.ends = (flags & Flag.ENDS) != 0;
    this.groups = (flags & Flag.GROUPS) != 0;
  }

  boolean endsOperand() {
    return ends;
  }

  boolean groups() {
    return groups;
  }

  /** The keyword in a part of a text, in upper or lower case; null where there is none. */
  static @Nullable Keyword of(String text, int start, int end) {
    int length = end - start;
    if (length < 2 || length > LONGEST) {
      return null;
    }
    int slot = hash(text, start, end);
    Keyword candidate = BY_HASH[slot];
    while (candidate != null) {
      if (candidate.word.length() == length && candidate.matches(text, start)) {
        return candidate;
      }
      slot = (slot + 1) & (TABLE_SIZE - 1);
      candidate = BY_HASH[slot];
    }
    return null;
  }

  private boolean matches(String text, int start) {
    for (int i = 0; i < word.length(); i++) {
      char c = text.charAt(start + i);
      if (c >= 0x80 || (c & 0xdf) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int hash(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + (text.charAt(i) & 0xdf);
    }
    return (hash ^ hash >>> 8) & (TABLE_SIZE - 1);
  }
}
