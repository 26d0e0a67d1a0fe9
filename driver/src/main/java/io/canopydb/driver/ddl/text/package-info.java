/**
 * What a DDL statement asks for, and its text as each place is to get it. Pure: nothing here talks
 * to a leaf or to the store.
 */
@NullMarked
package io.canopydb.driver.ddl.text;

import org.jspecify.annotations.NullMarked;
