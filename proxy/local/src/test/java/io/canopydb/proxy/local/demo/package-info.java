@NullMarked
package io.canopydb.proxy.local.demo;

import org.jspecify.annotations.NullMarked;
