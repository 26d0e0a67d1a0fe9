/** TPC-H: each of its queries on one plain server and on clusters that lay its tables out. */
@NullMarked
package io.canopydb.it.tpch;

import org.jspecify.annotations.NullMarked;
