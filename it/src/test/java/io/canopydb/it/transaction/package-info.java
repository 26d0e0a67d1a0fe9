/** Transactions over leaves, on real servers that are killed in the middle of them. */
@NullMarked
package io.canopydb.it.transaction;

import org.jspecify.annotations.NullMarked;
