/** Tests. */
@NullMarked
package io.canopydb.driver.dialect;

import org.jspecify.annotations.NullMarked;
