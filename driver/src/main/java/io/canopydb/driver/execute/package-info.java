/**
 * What an execution of a plan has: its leaf connections and statements, what it renders and
 * chooses, and what it leaves behind.
 */
@NullMarked
package io.canopydb.driver.execute;

import org.jspecify.annotations.NullMarked;
