/** {@code jdbc:canopy:} URLs and the properties of a connection. */
@NullMarked
package io.canopydb.driver.url;

import org.jspecify.annotations.NullMarked;
