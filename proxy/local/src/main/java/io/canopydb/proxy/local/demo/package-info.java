/** The demo data of {@code canopy local}: TPC-H at a small scale. */
@NullMarked
package io.canopydb.proxy.local.demo;

import org.jspecify.annotations.NullMarked;
