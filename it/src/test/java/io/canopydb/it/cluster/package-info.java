/** Cluster operations and the command line, on real servers and a real ZooKeeper. */
@NullMarked
package io.canopydb.it.cluster;

import org.jspecify.annotations.NullMarked;
