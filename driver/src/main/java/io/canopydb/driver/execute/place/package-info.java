/** Rows that are to be written, and the partition of each by what the engine will store. */
@NullMarked
package io.canopydb.driver.execute.place;

import org.jspecify.annotations.NullMarked;
