@NullMarked
package io.canopydb.driver.jdbc;

import org.jspecify.annotations.NullMarked;
