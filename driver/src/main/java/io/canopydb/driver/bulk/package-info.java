/** The engines' bulk formats: how a stream of bytes is cut into records, and these into fields. */
@NullMarked
package io.canopydb.driver.bulk;

import org.jspecify.annotations.NullMarked;
