/** Moves a table's rows between partitions and fills lookup tables, for DDL. */
@NullMarked
package io.canopydb.driver.execute.move;

import org.jspecify.annotations.NullMarked;
