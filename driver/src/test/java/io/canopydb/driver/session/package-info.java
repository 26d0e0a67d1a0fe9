@NullMarked
package io.canopydb.driver.session;

import org.jspecify.annotations.NullMarked;
