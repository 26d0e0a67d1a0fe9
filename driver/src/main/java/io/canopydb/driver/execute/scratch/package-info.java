/** Temporary tables on leaves, and the rows that are written into them. */
@NullMarked
package io.canopydb.driver.execute.scratch;

import org.jspecify.annotations.NullMarked;
