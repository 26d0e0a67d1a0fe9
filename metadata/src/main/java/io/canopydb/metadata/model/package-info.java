/** Immutable records that say what a cluster is. No record here reaches out to a server. */
@NullMarked
package io.canopydb.metadata.model;

import org.jspecify.annotations.NullMarked;
