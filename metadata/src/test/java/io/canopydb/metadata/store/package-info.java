@NullMarked
package io.canopydb.metadata.store;

import org.jspecify.annotations.NullMarked;
