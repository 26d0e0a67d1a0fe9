/**
 * Leaf connections: one pool a leaf, user (and on PostgreSQL database), and what travels with the
 * borrower.
 */
@NullMarked
package io.canopydb.driver.pool;

import org.jspecify.annotations.NullMarked;
