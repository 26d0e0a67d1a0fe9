/** The stored form of the model: versioned JSON, mapped by hand, field by field. */
@NullMarked
package io.canopydb.metadata.codec;

import org.jspecify.annotations.NullMarked;
