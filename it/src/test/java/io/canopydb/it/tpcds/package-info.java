/** TPC-DS: each of its queries on one plain server and on a cluster. */
@NullMarked
package io.canopydb.it.tpcds;

import org.jspecify.annotations.NullMarked;
