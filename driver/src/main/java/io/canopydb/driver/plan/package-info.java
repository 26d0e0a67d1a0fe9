/**
 * What a plan is made of: immutable values that say everything about how leaf rows are got and
 * merged, and nothing about how it is done. Knows no parser and no JDBC.
 */
@NullMarked
package io.canopydb.driver.plan;

import org.jspecify.annotations.NullMarked;
