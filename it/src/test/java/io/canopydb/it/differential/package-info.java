/**
 * The same SQL script on one plain server and on a Canopy cluster: whatever differs is a bug.
 *
 * <p>Scripts lie in {@code src/test/resources/differential}: {@code common} for both engines,
 * {@code mysql} and {@code postgresql} for one, and {@code beyond} below each of them for
 * statements that Canopy may refuse as long as it never answers them differently. {@link
 * io.canopydb.it.differential.ScriptReader} tells their format.
 */
@NullMarked
package io.canopydb.it.differential;

import org.jspecify.annotations.NullMarked;
