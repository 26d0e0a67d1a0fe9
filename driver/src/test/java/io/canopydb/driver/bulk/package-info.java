@NullMarked
package io.canopydb.driver.bulk;

import org.jspecify.annotations.NullMarked;
