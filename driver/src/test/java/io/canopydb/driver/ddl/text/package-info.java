/** Tests of what DDL statements ask for. */
@org.jspecify.annotations.NullMarked
package io.canopydb.driver.ddl.text;
