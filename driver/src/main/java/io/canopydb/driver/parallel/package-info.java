/** Work on several leaves at the same time. */
@NullMarked
package io.canopydb.driver.parallel;

import org.jspecify.annotations.NullMarked;
