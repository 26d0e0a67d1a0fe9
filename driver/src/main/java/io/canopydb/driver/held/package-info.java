/** The maps that the statements of this process hold. */
@NullMarked
package io.canopydb.driver.held;

import org.jspecify.annotations.NullMarked;
