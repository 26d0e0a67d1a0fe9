/** Changes of what a database is: on every leaf, or nowhere. Journaled. */
@NullMarked
package io.canopydb.driver.ddl;

import org.jspecify.annotations.NullMarked;
