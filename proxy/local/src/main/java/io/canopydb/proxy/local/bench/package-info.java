/** {@code canopy bench}: Canopy against the same statements sent straight to the leaves. */
@NullMarked
package io.canopydb.proxy.local.bench;

import org.jspecify.annotations.NullMarked;
