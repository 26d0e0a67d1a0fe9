/** How a MySQL client greets, and proves who it is. */
@NullMarked
package io.canopydb.proxy.wire.mysql.login;

import org.jspecify.annotations.NullMarked;
