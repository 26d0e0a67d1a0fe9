/** {@code canopy proxy}: a cluster, the ports of its protocol, and what watches them, as one. */
@NullMarked
package io.canopydb.proxy.run;

import org.jspecify.annotations.NullMarked;
