/** The pages of the documentation that are written from the code. */
@NullMarked
package io.canopydb.it.docs;

import org.jspecify.annotations.NullMarked;
