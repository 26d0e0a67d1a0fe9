/** Engine differences, one interface a concern: names and literals, catalogue, errors, settings. */
@NullMarked
package io.canopydb.driver.dialect;

import org.jspecify.annotations.NullMarked;
