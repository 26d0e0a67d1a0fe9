@NullMarked
package io.canopydb.metadata.codec;

import org.jspecify.annotations.NullMarked;
