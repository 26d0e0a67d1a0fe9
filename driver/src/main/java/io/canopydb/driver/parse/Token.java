package io.canopydb.driver.parse;

/**
 * A token or comment of a text.
 *
 * @param start the offset of its first UTF-16 unit, from 0
 * @param end the offset after its last
 */
public record Token(TokenKind kind, int start, int end) {}
