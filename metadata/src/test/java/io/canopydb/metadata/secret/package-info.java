@NullMarked
package io.canopydb.metadata.secret;

import org.jspecify.annotations.NullMarked;
