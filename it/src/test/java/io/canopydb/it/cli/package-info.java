/** The {@code canopy} commands on servers that the user names. */
@NullMarked
package io.canopydb.it.cli;

import org.jspecify.annotations.NullMarked;
