/**
 * Runs plans that write: INSERT, UPDATE and DELETE, upserts, and writes by key, with their lookup
 * tables.
 */
@NullMarked
package io.canopydb.driver.execute.write;

import org.jspecify.annotations.NullMarked;
