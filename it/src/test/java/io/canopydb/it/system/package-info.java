/** Whole-system tests: an application's JDBC over a cluster of real servers. */
@NullMarked
package io.canopydb.it.system;

import org.jspecify.annotations.NullMarked;
