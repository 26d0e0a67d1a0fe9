@NullMarked
package io.canopydb.proxy.local;

import org.jspecify.annotations.NullMarked;
