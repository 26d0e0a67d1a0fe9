/**
 * What every wire protocol stands on: ports, connections, and the threads that answer them. It
 * knows bytes and conversations, and no protocol.
 */
@NullMarked
package io.canopydb.proxy.server;

import org.jspecify.annotations.NullMarked;
