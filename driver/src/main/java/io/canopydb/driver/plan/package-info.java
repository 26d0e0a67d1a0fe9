/**
 * Plans: immutable trees of few primitives. What runs is exactly what EXPLAIN prints.
 *
 * <p>What is pushed under a {@link io.canopydb.driver.plan.Route} becomes SQL on a leaf; the rest
 * runs in the aggregator. A plan ignores the values of parameters: partitions are chosen when a
 * statement is bound. Nothing here knows JSQLParser or a connection.
 */
@NullMarked
package io.canopydb.driver.plan;

import org.jspecify.annotations.NullMarked;
