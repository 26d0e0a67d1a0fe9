@NullMarked
package io.canopydb.proxy.local.bench;

import org.jspecify.annotations.NullMarked;
