/** What a proxy lets be seen of itself: metrics, slow statements, and the port where they are. */
@NullMarked
package io.canopydb.proxy.observe;

import org.jspecify.annotations.NullMarked;
