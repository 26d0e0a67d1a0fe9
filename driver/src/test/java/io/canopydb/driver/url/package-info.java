@NullMarked
package io.canopydb.driver.url;

import org.jspecify.annotations.NullMarked;
