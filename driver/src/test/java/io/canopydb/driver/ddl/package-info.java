/** Tests of DDL that need no server. */
@org.jspecify.annotations.NullMarked
package io.canopydb.driver.ddl;
