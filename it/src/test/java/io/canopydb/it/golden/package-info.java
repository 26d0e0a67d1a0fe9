/** Plans as EXPLAIN prints them, held in files. */
@org.jspecify.annotations.NullMarked
package io.canopydb.it.golden;
