/** MySQL's clients over the proxy: what a plain server answers, Canopy answers. */
@NullMarked
package io.canopydb.it.wire.mysql;

import org.jspecify.annotations.NullMarked;
