/** Secrets that lie in the metadata store, sealed under the cluster key. */
@NullMarked
package io.canopydb.metadata.secret;

import org.jspecify.annotations.NullMarked;
