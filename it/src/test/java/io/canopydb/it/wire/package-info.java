/** Clients of the wire protocols, against a proxy in this process and a plain server. */
@NullMarked
package io.canopydb.it.wire;

import org.jspecify.annotations.NullMarked;
