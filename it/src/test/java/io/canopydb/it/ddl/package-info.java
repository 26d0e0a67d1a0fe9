/** DDL on real servers: on every leaf or on none, whatever happens in between. */
@NullMarked
package io.canopydb.it.ddl;

import org.jspecify.annotations.NullMarked;
