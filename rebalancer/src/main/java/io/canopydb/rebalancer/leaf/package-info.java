/**
 * Administration of leaves: one interface, one implementation an engine, and no other SQL of it.
 */
@NullMarked
package io.canopydb.rebalancer.leaf;

import org.jspecify.annotations.NullMarked;
