/** Where tests end an aggregator. */
@NullMarked
package io.canopydb.driver.fault;

import org.jspecify.annotations.NullMarked;
