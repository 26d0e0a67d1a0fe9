/** The commands of {@code canopy} that make, change and show a cluster. */
@NullMarked
package io.canopydb.rebalancer.cli;

import org.jspecify.annotations.NullMarked;
