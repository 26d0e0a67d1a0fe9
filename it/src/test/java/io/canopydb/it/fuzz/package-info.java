/**
 * Random statements on a plain server and on a cluster: whatever differs is a bug.
 *
 * <p>A run is told by its seed alone. {@link io.canopydb.it.fuzz.FuzzRun} says how it goes, {@link
 * io.canopydb.it.fuzz.FuzzTest} how long, and {@link io.canopydb.it.fuzz.RunFuzz} runs by hand.
 */
@NullMarked
package io.canopydb.it.fuzz;

import org.jspecify.annotations.NullMarked;
