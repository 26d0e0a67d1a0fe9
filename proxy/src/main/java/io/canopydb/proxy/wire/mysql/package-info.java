/** MySQL's protocol: what a client of a MySQL server says, answered by the core. */
@NullMarked
package io.canopydb.proxy.wire.mysql;

import org.jspecify.annotations.NullMarked;
