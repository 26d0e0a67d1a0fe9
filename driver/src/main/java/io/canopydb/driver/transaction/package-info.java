/** Transactions over leaves: two-phase commit, and the settling of what a crash left in doubt. */
@NullMarked
package io.canopydb.driver.transaction;

import org.jspecify.annotations.NullMarked;
