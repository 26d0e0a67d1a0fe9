package io.canopydb.driver.parse;

/**
 * What in a text makes JSQLParser's tree doubtful: no partition may then be left out because of a
 * predicate of that tree.
 */
public enum PruningHazard {
  /** XOR: the parser gives it the precedence of OR, MySQL a higher one. */
  XOR,
  /** MySQL's {@code ||}: OR, unless PIPES_AS_CONCAT is set; the parser reads a concatenation. */
  PIPES,
  /** {@code &&}: the parser reads an operator of arrays in some places, AND in others. */
  AMPERSANDS,
  /** MySQL's {@code !}, which binds to less than the parser takes. */
  EXCLAMATION,
  /** MySQL's {@code |}, {@code &}, {@code <<}, {@code >>}, {@code ^} and {@code ~}. */
  BIT_OPERATOR,
  /** MySQL's {@code <=>}: the parser reads a distance of vectors. */
  NULL_SAFE_EQUALS,
  /**
   * MySQL's {@code :=} in a condition, which takes all to its right; the parser takes one operand.
   */
  ASSIGNMENT,
  /** {@code MEMBER OF (j) OR ..}: the parser takes what follows for a part of the array. */
  MEMBER_OF,
  /** {@code --1}: the parser reads a comment, MySQL two signs. */
  DOUBLE_MINUS,
  /** DIV and MOD as operators. */
  INTEGER_DIVISION,
  /** The operator BINARY, which changes how two strings compare. */
  BINARY_OPERATOR,
  /** SOUNDS LIKE, which the parser gets to see as LIKE. */
  SOUNDS_LIKE,
  /** Code in a comment, which the server runs or not, by its version. */
  EXECUTABLE_COMMENT,
  /** An operator of PostgreSQL before its operand, such as {@code @ -5} and {@code |/ 25}. */
  PREFIX_OPERATOR,
  /** PostgreSQL's OPERATOR(schema.op), whose meaning its name does not tell. */
  NAMED_OPERATOR,
  /** {@code U&'..'}, which the parser reads as {@code U & '..'}. */
  UNICODE_STRING,
  /** IS JSON and IS NORMALIZED, which the parser gets to see as IS NULL. */
  IS_FORM
}
