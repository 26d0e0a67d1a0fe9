@NullMarked
package io.canopydb.metadata.placement;

import org.jspecify.annotations.NullMarked;
