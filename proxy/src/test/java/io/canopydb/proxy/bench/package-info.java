@NullMarked
package io.canopydb.proxy.bench;

import org.jspecify.annotations.NullMarked;
