/** Placement against the engines: what they find equal lies in one partition. */
@NullMarked
package io.canopydb.it.placement;

import org.jspecify.annotations.NullMarked;
