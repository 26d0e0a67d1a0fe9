/** Runs plans: borrows leaf connections, sends leaf statements, and feeds the merge. */
@NullMarked
package io.canopydb.driver.execute;

import org.jspecify.annotations.NullMarked;
