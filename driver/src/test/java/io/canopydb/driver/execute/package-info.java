@NullMarked
package io.canopydb.driver.execute;

import org.jspecify.annotations.NullMarked;
