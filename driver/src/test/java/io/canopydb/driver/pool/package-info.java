/** Tests. */
@NullMarked
package io.canopydb.driver.pool;

import org.jspecify.annotations.NullMarked;
