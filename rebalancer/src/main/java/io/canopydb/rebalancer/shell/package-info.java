/**
 * Gives a joining leaf the shells of the databases that are there: DDL and reference tables' rows.
 */
@NullMarked
package io.canopydb.rebalancer.shell;

import org.jspecify.annotations.NullMarked;
