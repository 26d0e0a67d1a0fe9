/**
 * Binds a parsed statement to the catalogue: which tables it names, which of their columns are
 * equal to each other or to a value, and whether it can be answered partition by partition.
 */
@NullMarked
package io.canopydb.driver.analyse;

import org.jspecify.annotations.NullMarked;
