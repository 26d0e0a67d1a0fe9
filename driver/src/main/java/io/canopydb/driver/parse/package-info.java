/**
 * From the user's text to what can be planned: tokens, the shape with its literals lifted out, what
 * kind of statement it is, and JSQLParser's tree with the spans of the user's text.
 *
 * <p>JSQLParser is a parser for many dialects, and reads some forms otherwise than the engine does.
 * So everything that decides about correctness (where a literal ends, where a statement ends, which
 * operators occur) is decided by the lexer of this package, which follows the engine's own rules.
 */
@NullMarked
package io.canopydb.driver.parse;

import org.jspecify.annotations.NullMarked;
