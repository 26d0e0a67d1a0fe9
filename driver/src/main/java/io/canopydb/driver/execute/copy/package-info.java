/** PostgreSQL's COPY into partitions and out of them. */
@NullMarked
package io.canopydb.driver.execute.copy;

import org.jspecify.annotations.NullMarked;
