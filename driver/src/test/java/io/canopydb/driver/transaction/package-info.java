/** Tests. */
@NullMarked
package io.canopydb.driver.transaction;

import org.jspecify.annotations.NullMarked;
