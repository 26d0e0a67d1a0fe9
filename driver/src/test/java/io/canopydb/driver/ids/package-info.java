/** Tests. */
@NullMarked
package io.canopydb.driver.ids;

import org.jspecify.annotations.NullMarked;
