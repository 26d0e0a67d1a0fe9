/** The catalogue of every error that Canopy itself raises. */
@NullMarked
package io.canopydb.driver.error;

import org.jspecify.annotations.NullMarked;
