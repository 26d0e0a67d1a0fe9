/**
 * The one way to a leaf: who may go there, when, and what is told of it. All that is sent to a leaf
 * goes by {@link io.canopydb.driver.dispatch.Door}.
 */
@NullMarked
package io.canopydb.driver.dispatch;

import org.jspecify.annotations.NullMarked;
