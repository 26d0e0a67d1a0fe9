/** Canopy's own commands, as records. They know no SQL; the package above parses them. */
@NullMarked
package io.canopydb.driver.parse.command;

import org.jspecify.annotations.NullMarked;
