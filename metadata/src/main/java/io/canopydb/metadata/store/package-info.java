/** Where the cluster's metadata is kept, and how aggregators agree on it. */
@NullMarked
package io.canopydb.metadata.store;

import org.jspecify.annotations.NullMarked;
