@NullMarked
package io.canopydb.driver.command;

import org.jspecify.annotations.NullMarked;
