/**
 * Values as leaves gave them, and what can be read out of them: as the engine's own driver reads
 * them, for every front alike.
 */
@NullMarked
package io.canopydb.driver.value;

import org.jspecify.annotations.NullMarked;
