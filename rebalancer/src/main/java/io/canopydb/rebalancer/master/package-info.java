/** The master aggregator: stands for election, and carries out what is asked of the cluster. */
@NullMarked
package io.canopydb.rebalancer.master;

import org.jspecify.annotations.NullMarked;
