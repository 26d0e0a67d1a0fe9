/** An application of Spring Boot, as its own documentation would have it written. */
@NullMarked
package io.canopydb.it.apps.boot;

import org.jspecify.annotations.NullMarked;
