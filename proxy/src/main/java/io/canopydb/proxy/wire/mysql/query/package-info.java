/** What a MySQL client that has logged in may ask for, and how it is answered. */
@NullMarked
package io.canopydb.proxy.wire.mysql.query;

import org.jspecify.annotations.NullMarked;
