/**
 * Carries out Canopy's own commands: what SHOW shows, sync variables, and requests to the master.
 */
@NullMarked
package io.canopydb.driver.command;

import org.jspecify.annotations.NullMarked;
