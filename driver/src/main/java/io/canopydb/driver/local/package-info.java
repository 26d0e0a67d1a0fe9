/** The seam to a cluster on this machine, for jdbc:canopy:local: URLs. */
@NullMarked
package io.canopydb.driver.local;

import org.jspecify.annotations.NullMarked;
