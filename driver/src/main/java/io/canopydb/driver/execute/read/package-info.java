/**
 * Runs plans that give rows: opens what leaves give, moves rows between leaves, and feeds the
 * merge.
 */
@NullMarked
package io.canopydb.driver.execute.read;

import org.jspecify.annotations.NullMarked;
