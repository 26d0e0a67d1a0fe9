/** Numbers for AUTO_INCREMENT, identity and sequence values, unique over the cluster. */
@NullMarked
package io.canopydb.driver.ids;

import org.jspecify.annotations.NullMarked;
