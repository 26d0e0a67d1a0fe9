@NullMarked
package io.canopydb.proxy;

import org.jspecify.annotations.NullMarked;
